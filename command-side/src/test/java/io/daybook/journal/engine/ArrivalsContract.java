package io.daybook.journal.engine;

import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.failure;
import static io.daybook.journal.engine.TestEvents.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** What every {@link Arrivals} must do. */
public interface ArrivalsContract {
    String USER = "user:alice@example.test";

    SecretKey KEY = TestEvents.newKey();

    JournalNodes nodes();

    private static Arrival begin(OpenJournal node, String stream) {
        return Objects.requireNonNull(node.arrivals().begin(stream, KEY));
    }

    private static void assertClosedTo(OpenJournal node, String stream) {
        assertThat(node.arrivals().begin(stream, KEY)).isNull();
    }

    /** Nobody can tell that the stream is there. */
    static void assertUnseen(OpenJournal node, String stream) {
        assertThat(node.parts().streams().read(stream, 0)).isEmpty();
        assertThat(node.stored().head(stream)).isNull();
        assertThat(node.heads().head(stream)).isEqualTo(-1);
        var visited = new HashMap<String, Long>();
        node.heads().forEach(visited::put);
        assertThat(visited).doesNotContainKey(stream);
    }

    @Test
    default void streams_that_arrive_are_seen_by_all_nodes_in_one_moment_and_go_on() {
        var here = nodes().node();
        var there = nodes().node();
        var mail = stored(STREAM, KEY, 5);
        Arrival first = begin(here, STREAM);
        first.add(mail.subList(0, 2));
        first.add(mail.subList(2, 5));
        assertThat(first.next()).isEqualTo(5);
        assertThat(first.lastHash()).isEqualTo(mail.getLast().hash());
        Arrival second = begin(here, USER);
        second.add(stored(USER, KEY, 5));
        assertUnseen(here, STREAM);
        assertUnseen(there, STREAM);
        here.arrivals().open(List.of(first, second));
        for (OpenJournal node : List.of(here, there)) {
            var ends = new HashMap<String, Long>();
            node.heads().forEach(ends::put);
            for (String stream : List.of(STREAM, USER)) {
                assertThat(node.heads().head(stream)).isEqualTo(4);
                assertThat(ends).containsEntry(stream, 4L);
                assertThat(node.check().verify(stream)).isEqualTo(new JournalCheck.Sound(5, true));
            }
        }
        append(there, STREAM, 5).join();
        append(here, STREAM, 6).join();
        assertThat(nodes().node().check().verify(STREAM))
                .isEqualTo(new JournalCheck.Sound(7, true));
        assertThat(here.arrivals().cutOff()).isEmpty();
    }

    @Test
    default void nobody_appends_to_a_stream_that_arrives_and_it_arrives_once_at_a_time() {
        var here = nodes().node();
        var there = nodes().node();
        Arrival arrival = begin(here, STREAM);
        arrival.add(stored(STREAM, KEY, 5));
        assertClosedTo(there, STREAM);
        assertThat(failure(there, STREAM, 0)).isInstanceOf(Unavailable.class);
        here.arrivals().open(List.of(arrival));
        assertClosedTo(there, STREAM);
        assertThat(there.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
    }

    @Test
    default void a_stream_that_is_here_or_was_erased_does_not_arrive() {
        var here = nodes().node();
        var there = nodes().node();
        append(there, STREAM, 0).join();
        assertClosedTo(here, STREAM);
        append(there, STREAM, 1).join();
        there.keys().keyFor(USER);
        there.keys().destroy(USER);
        assertClosedTo(there, USER);
    }

    @Test
    default void of_an_arrival_that_is_given_up_nothing_is_seen_and_it_may_come_again() {
        var here = nodes().node();
        var there = nodes().node();
        var events = stored(STREAM, KEY, 5);
        Arrival arrival = begin(here, STREAM);
        arrival.add(events);
        here.arrivals().abandon(arrival);
        assertUnseen(there, STREAM);
        assertThat(here.keys().find(STREAM)).isNull();
        Arrival again = begin(there, STREAM);
        again.add(events);
        there.arrivals().open(List.of(again));
        assertThat(here.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
    }

    @Test
    default void a_stream_whose_arrival_was_given_up_may_begin_here() {
        var node = nodes().node();
        Arrival arrival = begin(node, STREAM);
        arrival.add(stored(STREAM, KEY, 1));
        assertThat(failure(node, STREAM, 0)).isInstanceOf(Unavailable.class);
        node.arrivals().abandon(arrival);
        append(node, STREAM, 0).join();
        assertClosedTo(node, STREAM);
        assertThat(node.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(1, true));
    }

    @Test
    default void events_that_do_not_follow_are_not_taken() {
        var node = nodes().node();
        var events = stored(STREAM, KEY, 5);
        Arrival arrival = begin(node, STREAM);
        arrival.add(events.subList(0, 3));
        assertRefused(arrival, events.get(4));
        StoredEvent next = events.get(3);
        byte[] forged = next.sealed().clone();
        forged[forged.length - 1] ^= 1;
        assertRefused(arrival, new StoredEvent(STREAM, 3, next.hash(), forged));
        assertThat(arrival.next()).isEqualTo(3);
        arrival.add(events.subList(3, 5));
        node.arrivals().open(List.of(arrival));
        assertThat(node.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
    }

    private static void assertRefused(Arrival arrival, StoredEvent event) {
        assertThatThrownBy(() -> arrival.add(List.of(event)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_key_that_came_is_the_streams_key_from_then_on() {
        var here = nodes().node();
        begin(here, STREAM);
        assertThat(here.keys().keyFor(STREAM)).isEqualTo(KEY);
        assertThat(nodes().after(here).keys().find(STREAM)).isEqualTo(KEY);
    }

    @Test
    default void an_arrival_that_ended_with_its_node_is_known_and_can_be_given_up() {
        var here = nodes().node();
        begin(here, STREAM).add(stored(STREAM, KEY, 5));
        var there = nodes().after(here);
        assertThat(there.arrivals().cutOff()).containsExactly(STREAM);
        there.arrivals().abandon(STREAM);
        assertThat(there.arrivals().cutOff()).isEmpty();
        assertUnseen(there, STREAM);
        begin(there, STREAM);
    }
}
