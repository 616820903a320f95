package io.daybook.journal.axonserver;

import static io.daybook.journal.axonserver.AxonServerAppendTest.append;
import static io.daybook.journal.axonserver.AxonServerAppendTest.failure;
import static io.daybook.journal.axonserver.AxonServerAppendTest.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that come and go, with several nodes looking on. */
@Tag("cluster")
@Timeout(60)
class AxonServerMovesTest {
    private static final String STREAM = "account:a";
    private static final String USER = "user:alice@example.test";

    @AutoClose private final AxonServerFixture source = new AxonServerFixture();
    @AutoClose private final AxonServerFixture target = new AxonServerFixture();
    private final AxonServerJournal from = source.node();
    private final AxonServerJournal here = target.node();
    private final AxonServerJournal there = target.node();

    private List<StoredEvent> written(String stream) {
        append(from, stream, 0, 1, 2).join();
        append(from, stream, 3, 4).join();
        return from.stored().read(stream, 0);
    }

    private Arrival begin(AxonServerJournal node, String stream) {
        return node.arrivals().begin(stream, from.keys().keyFor(stream));
    }

    private void assertUnseen(AxonServerJournal node, String stream) {
        assertThat(node.stored().head(stream)).isNull();
        assertThat(node.stored().read(stream, 0)).isEmpty();
        assertThat(node.stored().streams()).doesNotContain(stream);
        assertThat(node.heads().head(stream)).isEqualTo(-1);
    }

    @Test
    void streams_that_arrive_are_seen_by_all_nodes_in_one_moment() {
        var mail = written(STREAM);
        var user = written(USER);
        Arrival first = begin(here, STREAM);
        first.add(mail.subList(0, 2));
        first.add(mail.subList(2, 5));
        Arrival second = begin(here, USER);
        second.add(user);
        assertUnseen(here, STREAM);
        assertUnseen(there, STREAM);
        here.arrivals().open(List.of(first, second));
        for (AxonServerJournal node : List.of(here, there)) {
            var ends = new HashMap<String, Long>();
            node.heads().forEach(ends::put);
            for (String stream : List.of(STREAM, USER)) {
                assertThat(node.heads().head(stream)).isEqualTo(4);
                assertThat(ends).containsEntry(stream, 4L);
                assertThat(verify(node, stream)).isEqualTo(new JournalCheck.Sound(5, true));
            }
        }
        append(there, STREAM, 5).join();
        append(here, STREAM, 6).join();
        assertThat(verify(target.node(), STREAM)).isEqualTo(new JournalCheck.Sound(7, true));
    }

    @Test
    void nobody_appends_to_a_stream_that_arrives_and_it_arrives_once_at_a_time() {
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        assertThat(begin(there, STREAM)).isNull();
        assertThat(failure(append(there, STREAM, 0))).isInstanceOf(Unavailable.class);
        here.arrivals().open(List.of(arrival));
        assertThat(begin(there, STREAM)).isNull();
        assertThat(verify(there, STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
    }

    @Test
    void a_stream_that_is_here_does_not_arrive() {
        append(there, STREAM, 0).join();
        assertThat(begin(here, STREAM)).isNull();
        append(there, STREAM, 1).join();
    }

    @Test
    void an_event_that_came_too_late_before_an_arrival_is_acknowledged_to_nobody_and_unseen() {
        // As if this node had looked for an arrival before that one began.
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        there.log().write(from.stored().read(STREAM, 0).subList(0, 1), STREAM, false);
        assertUnseen(there, STREAM);
        here.arrivals().open(List.of(arrival));
        assertThat(verify(there, STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
        assertThat(there.heads().head(STREAM)).isEqualTo(4);
    }

    @Test
    void of_an_arrival_that_is_given_up_nothing_is_seen_and_it_may_come_again() {
        Arrival arrival = begin(here, STREAM);
        var events = written(STREAM);
        arrival.add(events);
        here.arrivals().abandon(arrival);
        assertUnseen(there, STREAM);
        assertThat(here.keys().find(STREAM)).isNull();
        Arrival again = begin(there, STREAM);
        assertThat(again).isNotNull();
        again.add(events);
        there.arrivals().open(List.of(again));
        assertThat(verify(here, STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
    }

    /** A node that was only slow comes back to an arrival that another has given up for it. */
    @Test
    void an_arrival_that_was_given_up_elsewhere_does_not_open() {
        var events = written(STREAM);
        Arrival arrival = begin(here, STREAM);
        arrival.add(events.subList(0, 3));
        there.arrivals().abandon(STREAM);
        arrival.add(events.subList(3, 5));
        assertThatThrownBy(() -> here.arrivals().open(List.of(arrival)))
                .isInstanceOf(Unavailable.class);
        assertUnseen(here, STREAM);
        assertThat(arrivals().countDocuments()).isZero();
        Arrival again = begin(there, STREAM);
        again.add(events);
        there.arrivals().open(List.of(again));
        assertThat(here.heads().head(STREAM)).isEqualTo(4);
    }

    private MongoCollection<Document> arrivals() {
        return target.database().getCollection("arrivals");
    }

    @Test
    void what_a_node_was_opening_when_it_died_is_opened_by_the_next_who_starts() {
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        here.arrivals().open(List.of(arrival));
        assertThat(arrivals().find(Filters.exists("announced"))).isEmpty();
        assertThat(arrivals().find(Filters.exists("open"))).isEmpty();
        // As it was before the last step of the opening, by a node that is gone.
        var dead = here.arrivals().begin(USER, from.keys().keyFor(USER));
        dead.add(written(USER));
        Document mark = arrivals().findOneAndUpdate(Filters.eq(USER), Updates.set("by", "dead"));
        arrivals()
                .insertOne(
                        new Document("_id", "opening")
                                .append("by", "dead")
                                .append("opens", List.of(mark.getString("arrival")))
                                .append(
                                        "streams",
                                        List.of(
                                                new Document("stream", USER)
                                                        .append(
                                                                "arrival",
                                                                mark.getString("arrival"))
                                                        .append("seq", 4L)
                                                        .append(
                                                                "hash",
                                                                new Binary(dead.lastHash()))))
                                .append("announced", false));
        assertUnseen(there, USER);
        there.arrivals().recover();
        assertThat(verify(there, USER)).isEqualTo(new JournalCheck.Sound(5, true));
        assertThat(here.stored().streams()).contains(STREAM, USER);
        assertThat(there.arrivals().cutOff()).isEmpty();
    }

    @Test
    void what_is_cut_off_by_the_end_of_its_node_is_known_and_can_be_given_up() {
        begin(here, STREAM).add(written(STREAM));
        arrivals().updateOne(Filters.eq(STREAM), Updates.set("by", "dead"));
        assertThat(there.arrivals().cutOff()).containsExactly(STREAM);
        there.arrivals().abandon(STREAM);
        assertThat(there.arrivals().cutOff()).isEmpty();
        assertUnseen(there, STREAM);
    }

    @Test
    void events_that_do_not_follow_are_not_taken() {
        var events = written(STREAM);
        Arrival arrival = begin(here, STREAM);
        arrival.add(events.subList(0, 3));
        assertThatThrownBy(() -> arrival.add(events.subList(4, 5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(arrival.next()).isEqualTo(3);
    }

    @Test
    void a_held_stream_stays_as_it_is_whichever_node_is_asked_until_it_is_released() {
        append(here, STREAM, 0, 1).join();
        append(there, STREAM, 2).join();
        Head head = here.departures().hold(STREAM);
        assertThat(head).extracting(Head::seq).isEqualTo(2L);
        assertThat(there.departures().hold(STREAM)).isNull();
        assertThatThrownBy(() -> here.departures().requireHere(STREAM))
                .isInstanceOf(Unavailable.class);
        assertThat(failure(append(there, STREAM, 3))).isInstanceOf(Unavailable.class);
        assertThat(failure(append(here, STREAM, 3))).isInstanceOf(Unavailable.class);
        assertThat(there.heads().head(STREAM)).isEqualTo(2);
        here.departures().release(STREAM);
        append(there, STREAM, 3).join();
        append(here, STREAM, 4).join();
    }

    @Test
    void whoever_has_not_heard_of_a_hold_is_told_before_the_answer() {
        append(there, STREAM, 0).join();
        // The registry alone: no node has looked since.
        target.database()
                .getCollection("departures")
                .insertOne(
                        new Document("_id", STREAM).append("by", "somebody").append("hold", "h"));
        assertThat(failure(append(there, STREAM, 1))).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_stream_that_left_is_known_to_all_nodes_and_may_come_back() {
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        here.departures().leave(STREAM, "https://elsewhere.example");
        there.absences().look();
        for (AxonServerJournal node : List.of(here, there, target.node())) {
            assertThat(node.heads().movedTo(STREAM)).isEqualTo("https://elsewhere.example");
            assertThatThrownBy(() -> node.departures().requireHere(STREAM))
                    .isInstanceOf(AccountMoved.class);
        }
        assertThat(failure(append(there, STREAM, 1))).isInstanceOf(Unavailable.class);
        assertThat(here.departures().comeBack(STREAM)).isTrue();
        assertThat(here.departures().comeBack(STREAM)).isFalse();
        append(there, STREAM, 1).join();
    }

    @Test
    void a_hold_that_another_node_has_ended_lets_nothing_leave() {
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        target.database().getCollection("departures").drop();
        assertThat(there.departures().hold(STREAM)).isNotNull();
        assertThatThrownBy(() -> here.departures().leave(STREAM, "https://elsewhere.example"))
                .isInstanceOf(IllegalStateException.class);
        there.departures().leave(STREAM, "https://there.example");
        assertThat(there.heads().movedTo(STREAM)).isEqualTo("https://there.example");
    }

    @Test
    void a_hold_is_ended_by_any_node_and_the_node_that_had_it_hears_of_it() throws Exception {
        append(here, STREAM, 0).join();
        assertThat(here.departures().hold(STREAM)).isNotNull();
        there.departures().release(STREAM);
        assertThat(here.departures().isHeld(STREAM)).isTrue();
        assertThat(there.departures().isHeld(STREAM)).isFalse();
        there.departures().free(STREAM);
        assertThat(here.departures().isHeld(STREAM)).isFalse();
        append(there, STREAM, 1).join();
        awaitHere(here);
        append(here, STREAM, 2).join();
        assertThatThrownBy(() -> here.departures().leave(STREAM, "elsewhere"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(there.departures().hold(STREAM)).isNotNull();
        there.departures().leave(STREAM, "elsewhere");
        here.departures().free(STREAM);
        assertThat(there.departures().leftTo(STREAM)).isEqualTo("elsewhere");
    }

    /** A node looks at every beat. */
    private static void awaitHere(AxonServerJournal node) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                node.departures().requireHere(STREAM);
                return;
            } catch (Unavailable e) {
                assertThat(System.nanoTime()).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Test
    void what_another_node_brings_is_told_from_what_nobody_brings() {
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        assertThat(there.arrivals().isElsewhere(STREAM)).isTrue();
        assertThat(here.arrivals().isElsewhere(STREAM)).isFalse();
        here.arrivals().open(List.of(arrival));
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
    }
}
