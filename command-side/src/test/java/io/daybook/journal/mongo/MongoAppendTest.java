package io.daybook.journal.mongo;

import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.awaitQuiet;
import static io.daybook.journal.engine.TestEvents.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Unavailable;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.KeyRing;
import io.daybook.journal.engine.CommitLog;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.LogFaults;
import io.daybook.journal.engine.LogJournalContract;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Appends over a driver and a wire that tests make trouble for. */
@Tag("servers")
@Timeout(60)
class MongoAppendTest implements LogJournalContract {
    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal here = fixture.node();

    @Override
    public JournalNodes nodes() {
        return fixture;
    }

    @Override
    public CommitLog.Limits limits() {
        return MongoCommitLog.LIMITS;
    }

    @Override
    public LogFaults faults() {
        return new LogFaults() {
            @Override
            public void stop() {
                fixture.driver().stop();
            }

            @Override
            public void awaitHeld() throws InterruptedException {
                fixture.driver().awaitHeld();
            }

            @Override
            public void go() {
                fixture.driver().go();
            }

            @Override
            public void loseRequests(int count) {
                fixture.wire().lostRequests.set(count);
            }

            @Override
            public void loseAnswers(int count) {
                fixture.wire().lostAnswers.set(count);
            }

            @Override
            public int toLose() {
                return fixture.wire().lostRequests.get() + fixture.wire().lostAnswers.get();
            }

            @Override
            public long commits() {
                return fixture.database().getCollection("commits").countDocuments();
            }
        };
    }

    private JournalCheck.Result verify() {
        return here.check().verify(STREAM);
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
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
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
        awaitQuiet(here, STREAM);
        appendWhenItIsBack(1);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
    }

    /** The driver takes a moment to find a server again. */
    private void appendWhenItIsBack(long seq) {
        Throwable failure = new Unavailable("not asked yet");
        for (int i = 0; i < 20 && failure instanceof Unavailable; i++) {
            awaitQuiet(here, STREAM);
            failure = failure(append(here, STREAM, seq));
        }
        assertThat(failure).isNull();
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
}
