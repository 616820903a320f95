package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Unavailable;
import io.daybook.journal.EventHeader;
import io.daybook.journal.Form;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.KeyRing;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.stored.StoredForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("servers")
@Timeout(60)
class MongoAppendTest {
    private static final String STREAM = "account:a";

    private static final int MOST_OCTETS = 8 << 20;

    /** Any that the journal knows. */
    private static final Form FORM = StoredForms.codecs().all().getFirst().form();

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal here = fixture.node();

    static OpenedEvent event(String stream, long seq, int octets) {
        var header = new EventHeader(FORM.type(), FORM.revision(), "Test", stream + "/" + seq, AT);
        return new OpenedEvent(stream, seq, header, new byte[octets], new byte[0]);
    }

    static CompletableFuture<Void> append(MongoJournal node, String stream, long... seqs) {
        var events = LongStream.of(seqs).mapToObj(seq -> event(stream, seq, 10)).toList();
        return node.appender().append(events, node.lanes().failures(stream));
    }

    private static JournalCheck.Result verify(MongoJournal node) {
        return node.check().verify(STREAM);
    }

    private long commits() {
        return fixture.database().getCollection("commits").countDocuments();
    }

    /** Until those who appended after what failed may do so again. */
    private void awaitQuiet() {
        while (here.lanes().pending(STREAM) != null) {
            Thread.onSpinWait();
        }
    }

    private static Throwable failure(CompletableFuture<Void> append) {
        return append.handle((done, failure) ->
                        failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    @Test
    void what_queues_up_behind_an_insert_goes_as_one_commit() throws Exception {
        append(here, STREAM, 0).join();
        fixture.driver().stop();
        var all = new ArrayList<CompletableFuture<Void>>();
        all.add(append(here, STREAM, 1));
        fixture.driver().awaitHeld();
        for (long seq = 2; seq <= 100; seq++) {
            all.add(append(here, STREAM, seq));
        }
        assertThat(here.heads().head(STREAM)).isZero();
        fixture.driver().go();
        all.forEach(CompletableFuture::join);
        assertThat(commits()).isEqualTo(3);
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(101, true));
    }

    @Test
    void an_end_that_is_forgotten_while_an_append_waits_for_its_turn_is_not_taken_for_none()
            throws Exception {
        append(here, STREAM, 0).join();
        var lock = here.lanes().lock(STREAM);
        lock.lock();
        var appended = new CompletableFuture<Void>();
        try {
            Thread.ofVirtual()
                    .start(() ->
                            append(here, STREAM, 1)
                                    .whenComplete((_, failure) -> finish(appended, failure)));
            while (!lock.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            here.ends().forget(STREAM);
        } finally {
            lock.unlock();
        }
        appended.join();
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(2, true));
    }

    private static void finish(CompletableFuture<Void> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
    }

    @Test
    void streams_do_not_wait_for_each_other() throws Exception {
        append(here, "account:b", 0).join();
        fixture.driver().stop();
        var waiting = append(here, STREAM, 0);
        fixture.driver().awaitHeld();
        assertThat(waiting).isNotDone();
        fixture.driver().go();
        waiting.join();
        append(here, "account:b", 1).join();
    }

    @Test
    void an_answer_that_is_lost_is_looked_for_and_the_event_is_there_once() {
        append(here, STREAM, 0).join();
        fixture.wire().lostAnswers.set(1);
        append(here, STREAM, 1).join();
        append(here, STREAM, 2).join();
        assertThat(fixture.wire().lostAnswers).hasValue(0);
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(3, true));
    }

    @Test
    void a_request_that_is_lost_is_sent_again() {
        append(here, STREAM, 0).join();
        fixture.wire().lostRequests.set(2);
        append(here, STREAM, 1).join();
        assertThat(fixture.wire().lostRequests).hasValue(0);
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void a_database_that_is_not_there_fails_the_append_within_its_time_and_all_behind_it() {
        append(here, STREAM, 0).join();
        fixture.wire().lostRequests.set(Integer.MAX_VALUE);
        fixture.driver().stop();
        var first = append(here, STREAM, 1);
        var behind = append(here, STREAM, 2);
        fixture.driver().go();
        assertThat(failure(first)).isInstanceOf(Unavailable.class);
        assertThat(failure(behind)).isInstanceOf(Unavailable.class);
        fixture.wire().lostRequests.set(0);
        awaitQuiet();
        appendWhenItIsBack(1);
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(2, true));
    }

    /** The driver takes a moment to find a server again. */
    private void appendWhenItIsBack(long seq) {
        Throwable failure = new Unavailable("not asked yet");
        for (int i = 0; i < 20 && failure instanceof Unavailable; i++) {
            awaitQuiet();
            failure = failure(append(here, STREAM, seq));
        }
        assertThat(failure).isNull();
    }

    @Test
    void a_place_that_another_node_took_is_a_conflict_for_it_and_for_all_behind_it()
            throws Exception {
        append(here, STREAM, 0).join();
        MongoJournal there = fixture.node();
        append(there, STREAM, 1).join();
        fixture.driver().stop();
        var late = append(here, STREAM, 1);
        fixture.driver().awaitHeld();
        var behind = append(here, STREAM, 2);
        fixture.driver().go();
        assertThat(failure(late)).isInstanceOf(SequenceTaken.class);
        assertThat(failure(behind)).isInstanceOf(SequenceTaken.class);
        awaitQuiet();
        append(here, STREAM, 2).join();
        assertThat(verify(there)).isEqualTo(new JournalCheck.Sound(3, true));
    }

    @Test
    void what_was_decided_on_something_that_failed_is_refused_even_if_its_place_is_free() {
        append(here, STREAM, 0).join();
        long seen = here.lanes().failures(STREAM);
        MongoJournal there = fixture.node();
        append(there, STREAM, 1).join();
        assertThat(failure(append(here, STREAM, 1))).isInstanceOf(SequenceTaken.class);
        awaitQuiet();
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
                MongoJournal node = nodes.get(writer % 3);
                pool.submit(() -> {
                    for (long seq = 0; seq < 30; seq++) {
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
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(30, true));
        assertThat(taken).hasValue(8 * 30);
    }

    @Test
    void a_change_that_is_too_large_for_a_commit_is_refused_and_nothing_of_it_is_there() {
        append(here, STREAM, 0).join();
        var large = List.of(event(STREAM, 1, MOST_OCTETS / 2), event(STREAM, 2, 5 << 20));
        assertThatThrownBy(() -> here.appender().append(large, here.lanes().failures(STREAM)))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("in parts");
        here.appender()
                .append(
                        List.of(event(STREAM, 1, MOST_OCTETS - 1000)),
                        here.lanes().failures(STREAM))
                .join();
        append(here, STREAM, 2).join();
        assertThat(here.stored().read(STREAM, 0)).extracting(StoredEvent::seq).contains(0L, 1L);
        assertThat(verify(here)).isEqualTo(new JournalCheck.Sound(3, true));
    }

    @Test
    void an_append_to_a_known_stream_is_one_round_trip() {
        append(here, STREAM, 0).join();
        fixture.driver().forget();
        append(here, STREAM, 1, 2, 3).join();
        assertThat(fixture.driver().commands()).containsExactly("insert commits");
    }

    @Test
    void two_nodes_that_make_the_key_of_a_stream_at_once_make_the_same() {
        MongoJournal there = fixture.node();
        for (int i = 0; i < 20; i++) {
            String stream = "account:" + i;
            var keys =
                    List.of(here.keys(), there.keys()).parallelStream()
                            .map((KeyRing ring) -> ring.keyFor(stream))
                            .distinct()
                            .toList();
            assertThat(keys).hasSize(1);
        }
    }

    @Test
    void closing_waits_for_what_is_queued() {
        append(here, STREAM, 0).join();
        fixture.driver().stop();
        var queued = append(here, STREAM, 1);
        Thread.ofVirtual().start(fixture.driver()::go);
        here.close();
        assertThat(queued).isDone();
        assertThat(fixture.node().heads().head(STREAM)).isEqualTo(1);
    }
}
