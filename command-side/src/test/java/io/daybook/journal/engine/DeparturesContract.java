package io.daybook.journal.engine;

import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Departures} must do. */
public interface DeparturesContract {
    String ELSEWHERE = "https://elsewhere.example";

    JournalNodes nodes();

    @Test
    default void a_held_stream_stays_as_it_is_whichever_node_is_asked_until_it_is_released() {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0, 1).join();
        append(there, STREAM, 2).join();
        assertThat(here.departures().hold(STREAM)).extracting(Head::seq).isEqualTo(2L);
        assertThat(there.departures().hold(STREAM)).isNull();
        assertThatThrownBy(() -> here.departures().requireHere(STREAM))
                .isInstanceOf(Unavailable.class);
        assertThat(failure(there, STREAM, 3)).isInstanceOf(Unavailable.class);
        assertThat(failure(here, STREAM, 3)).isInstanceOf(Unavailable.class);
        assertThat(there.heads().head(STREAM)).isEqualTo(2);
        here.departures().release(STREAM);
        here.departures().requireHere(STREAM);
        append(there, STREAM, 3).join();
        append(here, STREAM, 4).join();
    }

    @Test
    default void a_hold_is_ended_by_any_node_and_the_node_that_had_it_hears_of_it() {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0).join();
        assertThat(here.departures().isHeld(STREAM)).isFalse();
        here.departures().hold(STREAM);
        assertThat(here.departures().isHeld(STREAM)).isTrue();
        there.departures().free(STREAM);
        assertThat(here.departures().isHeld(STREAM)).isFalse();
        append(there, STREAM, 1).join();
        nodes().look(here);
        here.departures().requireHere(STREAM);
        assertThatThrownBy(() -> here.departures().leave(STREAM, ELSEWHERE))
                .isInstanceOf(IllegalStateException.class);
        append(here, STREAM, 2).join();
    }

    @Test
    default void a_departure_is_no_hold_that_could_be_ended() {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        here.departures().leave(STREAM, ELSEWHERE);
        assertThat(here.departures().isHeld(STREAM)).isFalse();
        nodes().node().departures().free(STREAM);
        assertThat(here.departures().leftTo(STREAM)).isEqualTo(ELSEWHERE);
        assertThat(failure(here, STREAM, 1)).isInstanceOf(Unavailable.class);
    }

    @Test
    default void a_stream_that_left_is_known_to_all_nodes_and_may_come_back() {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        here.departures().leave(STREAM, ELSEWHERE);
        nodes().look(there);
        for (OpenJournal node : List.of(here, there, nodes().node())) {
            assertThat(node.departures().leftTo(STREAM)).isEqualTo(ELSEWHERE);
            assertThatThrownBy(() -> node.departures().requireHere(STREAM))
                    .isInstanceOf(AccountMoved.class);
        }
        assertThat(failure(there, STREAM, 1)).isInstanceOf(Unavailable.class);
        assertThat(here.departures().comeBack(STREAM)).isTrue();
        assertThat(here.departures().comeBack(STREAM)).isFalse();
        assertThat(here.departures().leftTo(STREAM)).isNull();
        append(there, STREAM, 1).join();
    }

    @Test
    default void only_a_stream_that_is_there_is_held() {
        var node = nodes().node();
        append(node, STREAM, 0).join();
        assertThat(node.departures().hold(STREAM)).isNotNull();
        assertThat(node.departures().hold("account:b")).isNull();
        append(node, "account:b", 0).join();
    }

    @Test
    default void a_hold_ends_with_its_node() {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        assertThat(here.departures().hold(STREAM)).isNotNull();
        var there = nodes().after(here);
        there.departures().requireHere(STREAM);
        append(there, STREAM, 1).join();
        assertThat(there.heads().head(STREAM)).isEqualTo(1);
    }

    @Test
    default void a_departure_outlasts_its_node() {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        here.departures().leave(STREAM, ELSEWHERE);
        var there = nodes().after(here);
        assertThat(there.departures().leftTo(STREAM)).isEqualTo(ELSEWHERE);
        assertThat(failure(there, STREAM, 1)).isInstanceOf(Unavailable.class);
        assertThat(there.departures().comeBack(STREAM)).isTrue();
        append(there, STREAM, 1).join();
    }
}
