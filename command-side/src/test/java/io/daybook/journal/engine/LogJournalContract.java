package io.daybook.journal.engine;

import static io.daybook.journal.engine.ArrivalsContract.KEY;
import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.awaitQuiet;
import static io.daybook.journal.engine.TestEvents.event;
import static io.daybook.journal.engine.TestEvents.failure;
import static io.daybook.journal.engine.TestEvents.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

/** What a journal on any {@link CommitLog} does: there are several nodes, and connections end. */
public interface LogJournalContract {
    JournalNodes nodes();

    LogFaults faults();

    CommitLog.Limits limits();

    private static void assertSound(OpenJournal node, long events) {
        assertThat(node.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(events, true));
    }

    @Test
    default void what_queues_up_behind_a_commit_goes_as_the_next_one() throws Exception {
        var here = nodes().node();
        long before = faults().commits();
        append(here, STREAM, 0).join();
        faults().stop();
        var all = new ArrayList<CompletableFuture<Void>>();
        all.add(append(here, STREAM, 1));
        faults().awaitHeld();
        for (long seq = 2; seq <= 100; seq++) {
            all.add(append(here, STREAM, seq));
        }
        assertThat(here.heads().head(STREAM)).isZero();
        faults().go();
        all.forEach(CompletableFuture::join);
        assertThat(faults().commits()).isEqualTo(before + 3);
        assertSound(here, 101);
    }

    @Test
    default void an_answer_that_is_lost_is_looked_for_and_the_events_are_there_once() {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        faults().loseAnswers(1);
        append(here, STREAM, 1, 2).join();
        append(here, STREAM, 3).join();
        assertThat(faults().toLose()).isZero();
        assertSound(here, 4);
    }

    @Test
    default void the_answer_to_the_first_event_of_a_stream_may_be_lost_too() {
        var here = nodes().node();
        faults().loseAnswers(1);
        append(here, STREAM, 0).join();
        append(here, STREAM, 1).join();
        assertThat(faults().toLose()).isZero();
        assertSound(here, 2);
    }

    @Test
    default void a_request_that_is_lost_is_sent_again() {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        faults().loseRequests(2);
        append(here, STREAM, 1, 2).join();
        assertThat(faults().toLose()).isZero();
        assertSound(here, 3);
    }

    @Test
    default void what_is_appended_after_another_node_gave_an_arrival_up_can_be_read() {
        var here = nodes().node();
        var there = nodes().node();
        Arrival arrival = here.arrivals().begin(STREAM, KEY);
        arrival.add(stored(STREAM, KEY, 5));
        // It seals under the key of the arrival before it is refused, and remembers the key.
        assertThat(failure(there, STREAM, 0)).isInstanceOf(Unavailable.class);
        here.arrivals().abandon(arrival);
        awaitQuiet(there, STREAM);
        append(there, STREAM, 0).join();
        assertSound(nodes().node(), 1);
    }

    @Test
    default void a_key_that_is_taken_away_while_the_first_event_is_on_its_way_comes_back()
            throws Exception {
        var here = nodes().node();
        faults().stop();
        var first = append(here, STREAM, 0);
        faults().awaitHeld();
        nodes().node().keys().forget(STREAM);
        faults().go();
        first.join();
        append(here, STREAM, 1).join();
        assertSound(nodes().node(), 2);
    }

    @Test
    default void a_key_that_is_replaced_while_the_first_event_is_on_its_way_comes_back()
            throws Exception {
        var here = nodes().node();
        faults().stop();
        var first = append(here, STREAM, 0);
        faults().awaitHeld();
        nodes().node().keys().adopt(STREAM, KEY);
        faults().go();
        first.join();
        append(here, STREAM, 1).join();
        assertSound(nodes().node(), 2);
    }

    @Test
    default void a_place_that_another_node_took_is_a_conflict_for_it_and_for_all_behind_it()
            throws Exception {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0).join();
        append(there, STREAM, 1).join();
        faults().stop();
        var late = append(here, STREAM, 1);
        faults().awaitHeld();
        var behind = append(here, STREAM, 2);
        faults().go();
        assertThat(failure(late)).isInstanceOf(SequenceTaken.class);
        assertThat(failure(behind)).isInstanceOf(SequenceTaken.class);
        awaitQuiet(here, STREAM);
        append(here, STREAM, 2).join();
        assertSound(there, 3);
    }

    @Test
    default void what_was_decided_on_something_that_failed_is_refused_even_if_its_place_is_free() {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0).join();
        var deciding = DefaultUnitOfWork.startAndGet(null);
        try {
            here.parts().queue().begin(deciding, STREAM);
            append(there, STREAM, 1).join();
            assertThat(failure(here, STREAM, 1)).isInstanceOf(SequenceTaken.class);
            awaitQuiet(here, STREAM);
            // The stream ends at 1 now, but not at the event that was seen.
            assertThat(failure(here, STREAM, 2)).isInstanceOf(SequenceTaken.class);
        } finally {
            deciding.rollback();
        }
        append(here, STREAM, 2).join();
        assertSound(there, 3);
    }

    @Test
    default void of_many_who_write_one_place_exactly_one_succeeds() {
        int places = 20;
        var all = List.of(nodes().node(), nodes().node(), nodes().node());
        var taken = new AtomicInteger();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 9; writer++) {
                OpenJournal node = all.get(writer % 3);
                pool.submit(() -> {
                    for (long seq = 0; seq < places; seq++) {
                        if (failure(node, STREAM, seq) instanceof SequenceTaken) {
                            taken.incrementAndGet();
                        }
                    }
                });
            }
        }
        assertSound(all.getFirst(), places);
        assertThat(taken).hasValue(8 * places);
    }

    @Test
    default void a_change_that_is_too_large_is_refused_and_nothing_of_it_is_there() {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        int half = (int) limits().octets() / 2;
        var large = List.of(event(STREAM, 1, half), event(STREAM, 2, half));
        assertThatThrownBy(() -> append(here, large))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("in parts");
        int most = (int) limits().eventOctets() - 1_000;
        append(here, List.of(event(STREAM, 1, most))).join();
        append(here, STREAM, 2).join();
        assertThat(here.stored().read(STREAM, 0)).extracting(StoredEvent::seq).contains(0L, 1L);
        assertSound(here, 3);
    }

    @Test
    default void closing_waits_for_what_is_queued() throws Exception {
        var here = nodes().node();
        append(here, STREAM, 0).join();
        faults().stop();
        var queued = append(here, STREAM, 1);
        faults().awaitHeld();
        Thread.ofVirtual().start(faults()::go);
        here.close();
        assertThat(queued).isDone();
        assertThat(nodes().node().heads().head(STREAM)).isEqualTo(1);
    }

    /** A node that was only slow comes back to an arrival that another has given up for it. */
    @Test
    default void an_arrival_that_was_given_up_elsewhere_does_not_open() {
        var here = nodes().node();
        var there = nodes().node();
        var key = TestEvents.newKey();
        var events = stored(STREAM, key, 5);
        var arrival = Objects.requireNonNull(here.arrivals().begin(STREAM, key));
        arrival.add(events.subList(0, 3));
        there.arrivals().abandon(STREAM);
        arrival.add(events.subList(3, 5));
        assertThatThrownBy(() -> here.arrivals().open(List.of(arrival)))
                .isInstanceOf(Unavailable.class);
        assertThat(here.stored().read(STREAM, 0)).isEmpty();
        assertThat(here.heads().head(STREAM)).isEqualTo(-1);
        var again = Objects.requireNonNull(there.arrivals().begin(STREAM, key));
        again.add(events);
        there.arrivals().open(List.of(again));
        assertThat(here.heads().head(STREAM)).isEqualTo(4);
    }
}
