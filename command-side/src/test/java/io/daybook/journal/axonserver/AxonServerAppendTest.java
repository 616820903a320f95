package io.daybook.journal.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Unavailable;
import io.daybook.journal.EventHeader;
import io.daybook.journal.Form;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.server.axon.AxonServerDouble;
import io.daybook.stored.StoredForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Appends over connections that end, against a stand-in that can be made to. */
@Tag("cluster")
@Timeout(60)
class AxonServerAppendTest {
    private static final String STREAM = "account:a";

    /** Any that the journal knows. */
    private static final Form FORM = StoredForms.codecs().all().getFirst().form();

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    private final AxonServerDouble server = new AxonServerDouble();
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture(server);
    private final AxonServerJournal here = fixture.node();

    static OpenedEvent event(String stream, long seq, int octets) {
        var header = new EventHeader(FORM.type(), FORM.revision(), "Test", stream + "/" + seq, AT);
        return new OpenedEvent(stream, seq, header, new byte[octets], new byte[0]);
    }

    static CompletableFuture<Void> append(AxonServerJournal node, String stream, long... seqs) {
        var events = LongStream.of(seqs).mapToObj(seq -> event(stream, seq, 10)).toList();
        return node.appender().append(events, node.lanes().failures(stream));
    }

    static JournalCheck.Result verify(AxonServerJournal node, String stream) {
        return node.check().verify(stream);
    }

    private JournalCheck.Result verify() {
        return verify(here, STREAM);
    }

    /** Until those who appended after what failed may do so again. */
    private static void awaitQuiet(AxonServerJournal node) {
        while (node.lanes().pending(STREAM) != null) {
            Thread.onSpinWait();
        }
    }

    static Throwable failure(CompletableFuture<Void> append) {
        return append.handle((done, failure) ->
                        failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    @Test
    void what_queues_up_behind_an_append_goes_as_one_transaction() throws Exception {
        append(here, STREAM, 0).join();
        server.faults().stop();
        var all = new ArrayList<CompletableFuture<Void>>();
        all.add(append(here, STREAM, 1));
        server.faults().awaitHeld();
        server.faults().forget();
        for (long seq = 2; seq <= 100; seq++) {
            all.add(append(here, STREAM, seq));
        }
        assertThat(here.heads().head(STREAM)).isZero();
        server.faults().go();
        all.forEach(CompletableFuture::join);
        assertThat(server.faults().calls()).containsOnlyOnce("append");
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(101, true));
    }

    @Test
    void an_answer_that_is_cut_off_is_looked_for_and_the_event_is_there_once() {
        append(here, STREAM, 0).join();
        server.faults().lostAnswers.set(1);
        append(here, STREAM, 1, 2).join();
        append(here, STREAM, 3).join();
        assertThat(server.faults().lostAnswers).hasValue(0);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(4, true));
    }

    @Test
    void the_answer_to_the_first_event_of_a_stream_may_be_cut_off_too() {
        server.faults().lostAnswers.set(1);
        append(here, STREAM, 0).join();
        append(here, STREAM, 1).join();
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void a_request_that_is_cut_off_is_sent_again() {
        append(here, STREAM, 0).join();
        server.faults().lostRequests.set(1);
        append(here, STREAM, 1, 2).join();
        assertThat(server.faults().lostRequests).hasValue(0);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(3, true));
    }

    @Test
    void a_server_that_is_started_again_is_found_again() {
        append(here, STREAM, 0).join();
        server.restart();
        append(here, STREAM, 1).join();
        assertThat(here.heads().head(STREAM)).isEqualTo(1);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void a_server_that_does_not_answer_fails_the_append_in_time_and_all_behind_it() {
        append(here, STREAM, 0).join();
        server.proxy().pause();
        var first = append(here, STREAM, 1);
        var behind = append(here, STREAM, 2);
        assertThat(failure(first)).isInstanceOf(Unavailable.class);
        assertThat(failure(behind)).isInstanceOf(Unavailable.class);
        server.proxy().restore();
        awaitQuiet(here);
        // What could not be said then is true now, whatever became of the event.
        long head = here.heads().head(STREAM);
        append(here, STREAM, head + 1).join();
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(head + 2, true));
    }

    @Test
    void a_place_that_another_node_took_is_a_conflict_for_it_and_for_all_behind_it()
            throws Exception {
        append(here, STREAM, 0).join();
        AxonServerJournal there = fixture.node();
        server.faults().stop();
        var late = append(here, STREAM, 1);
        server.faults().awaitHeld();
        var behind = append(here, STREAM, 2);
        var other = append(there, STREAM, 1);
        server.faults().go();
        // One of the two was first.
        Throwable lost = failure(late);
        if (lost == null) {
            assertThat(failure(other)).isInstanceOf(SequenceTaken.class);
            behind.join();
            awaitQuiet(there);
            append(there, STREAM, 3).join();
        } else {
            assertThat(lost).isInstanceOf(SequenceTaken.class);
            assertThat(failure(behind)).isInstanceOf(SequenceTaken.class);
            other.join();
            awaitQuiet(here);
            append(here, STREAM, 2).join();
        }
        assertThat(verify(there, STREAM)).isInstanceOf(JournalCheck.Sound.class);
    }

    @Test
    void what_was_decided_on_something_that_failed_is_refused_even_if_its_place_is_free() {
        append(here, STREAM, 0).join();
        long seen = here.lanes().failures(STREAM);
        AxonServerJournal there = fixture.node();
        append(there, STREAM, 1).join();
        assertThat(failure(append(here, STREAM, 1))).isInstanceOf(SequenceTaken.class);
        awaitQuiet(here);
        // The stream ends at 1 now, but not at the event that was seen.
        assertThatThrownBy(() -> here.appender().append(List.of(event(STREAM, 2, 10)), seen))
                .isInstanceOf(SequenceTaken.class);
        append(here, STREAM, 2).join();
    }

    @Test
    void of_many_who_write_one_place_exactly_one_succeeds() {
        var nodes = List.of(here, fixture.node(), fixture.node());
        var taken = new AtomicInteger();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 9; writer++) {
                AxonServerJournal node = nodes.get(writer % 3);
                pool.submit(() -> {
                    for (long seq = 0; seq < 20; seq++) {
                        try {
                            append(node, STREAM, seq).join();
                        } catch (SequenceTaken e) {
                            taken.incrementAndGet();
                        } catch (CompletionException e) {
                            assertThat(e.getCause()).isInstanceOf(SequenceTaken.class);
                            taken.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
        }
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(20, true));
        assertThat(taken).hasValue(8 * 20);
    }

    @Test
    void an_old_stream_is_not_begun_again_although_the_server_would_take_its_first_event() {
        append(here, STREAM, 0).join();
        append(here, STREAM, 1).join();
        server.age();
        AxonServerJournal there = fixture.node();
        there.ends().seen(STREAM, Ends.NONE);
        assertThat(failure(append(there, STREAM, 0))).isInstanceOf(SequenceTaken.class);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void a_change_that_is_too_large_is_refused_and_nothing_of_it_is_there() {
        append(here, STREAM, 0).join();
        var large = List.of(event(STREAM, 1, 4 << 20));
        assertThatThrownBy(() -> here.appender().append(large, here.lanes().failures(STREAM)))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("in parts");
        int most = (int) AxonServerLog.LIMITS.eventOctets() - 1_000;
        here.appender()
                .append(List.of(event(STREAM, 1, most)), here.lanes().failures(STREAM))
                .join();
        append(here, STREAM, 2).join();
        assertThat(here.stored().read(STREAM, 0)).extracting(StoredEvent::seq).contains(0L, 1L);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(3, true));
    }

    @Test
    void an_append_to_a_known_stream_asks_the_server_once_and_the_database_once() {
        append(here, STREAM, 0).join();
        server.faults().forget();
        fixture.mongo().driver().forget();
        append(here, STREAM, 1, 2, 3).join();
        assertThat(server.faults().calls()).containsExactly("append");
        assertThat(fixture.mongo().driver().exactReads()).containsExactly("departures");
    }

    @Test
    void closing_waits_for_what_is_queued() throws Exception {
        append(here, STREAM, 0).join();
        server.faults().stop();
        var queued = append(here, STREAM, 1);
        server.faults().awaitHeld();
        Thread.ofVirtual().start(server.faults()::go);
        here.close();
        assertThat(queued).isDone();
        assertThat(fixture.node().heads().head(STREAM)).isEqualTo(1);
    }
}
