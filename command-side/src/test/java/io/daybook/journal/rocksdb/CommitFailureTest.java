package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.journal.engine.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitFailureTest {
    private static final String STREAM = "account:a";

    private final FailingWrite disk = new FailingWrite();
    private final JournalFixture fixture = new JournalFixture(disk);
    private final RocksJournal journal = fixture.journal();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_failed_group_fails_everything_queued_behind_it() {
        TestEvents.append(journal, STREAM, 0).join();
        disk.stop();
        disk.failures.set(1);
        var first = TestEvents.append(journal, STREAM, 1);
        var behind = new ArrayList<CompletableFuture<Void>>();
        for (int seq = 2; seq < 50; seq++) {
            behind.add(TestEvents.append(journal, STREAM, seq));
        }
        var snapshot = journal.db().submit(Durability.ORDERED, 1, batch -> {});
        disk.go();
        assertFull(first);
        behind.forEach(CommitFailureTest::assertFull);
        assertFull(snapshot);
        assertThat(journal.heads().head(STREAM)).isZero();
    }

    @Test
    void the_next_append_starts_afresh_where_the_stream_really_ends() {
        TestEvents.append(journal, STREAM, 0).join();
        disk.failures.set(1);
        assertFull(TestEvents.append(journal, STREAM, 1, 2, 3));
        TestEvents.append(journal, STREAM, 1).join();
        TestEvents.append(journal, STREAM, 2).join();
        assertThat(journal.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(3, true));
        assertThat(journal.rows().readAfter(-1, EventRows.EVENTS))
                .extracting(EventRows.Placed::index)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void nothing_acknowledged_is_lost_when_the_disk_is_full() {
        TestEvents.append(journal, STREAM, 0, 1, 2).join();
        disk.failures.set(3);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertFull(TestEvents.append(journal, STREAM, 3));
        }
        TestEvents.append(journal, STREAM, 3).join();
        var reopened = fixture.reopen();
        assertThat(reopened.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(4, true));
    }

    @Test
    void a_key_that_was_not_stored_seals_nothing() {
        disk.failures.set(1);
        assertThatThrownBy(() -> TestEvents.append(journal, STREAM, 0))
                .isInstanceOf(JournalFailure.class);
        TestEvents.append(journal, STREAM, 0).join();
        var reopened = fixture.reopen();
        assertThat(reopened.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(1, true));
    }

    @Test
    void appends_that_wait_together_are_synced_together() {
        TestEvents.append(journal, STREAM, 0).join();
        disk.stop();
        int before = disk.syncs.get();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        for (int seq = 1; seq <= 100; seq++) {
            waiting.add(TestEvents.append(journal, STREAM, seq));
        }
        disk.go();
        waiting.forEach(CompletableFuture::join);
        assertThat(disk.syncs.get() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void what_stands_by_itself_is_done_before_the_sync_of_its_group() {
        TestEvents.append(journal, STREAM, 0).join();
        disk.stop();
        var running = TestEvents.append(journal, STREAM, 1);
        disk.awaitHeld();
        var order = new ArrayList<String>();
        var append = TestEvents.append(journal, STREAM, 2).thenRun(() -> order.add("append"));
        var blob =
                journal.db()
                        .submit(Durability.EARLY, 1, batch -> {})
                        .thenRun(() -> order.add("blob"));
        disk.go();
        CompletableFuture.allOf(running, append, blob).join();
        assertThat(order).containsExactly("blob", "append");
    }

    @Test
    void callers_are_woken_off_the_committer_thread() {
        var thread = new AtomicReference<Thread>();
        disk.stop();
        var done =
                journal.db()
                        .submit(Durability.SYNCED, 1, batch -> {})
                        .thenRun(() -> thread.set(Thread.currentThread()));
        disk.go();
        done.join();
        assertThat(thread.get().getName()).isNotEqualTo("daybook-journal-committer");
    }

    @Test
    void of_many_who_write_one_place_exactly_one_succeeds() throws Exception {
        var taken = new AtomicInteger();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 16; writer++) {
                pool.submit(() -> {
                    for (int seq = 0; seq < 100; seq++) {
                        try {
                            TestEvents.append(journal, STREAM, seq).join();
                        } catch (SequenceTaken e) {
                            taken.incrementAndGet();
                        }
                    }
                });
            }
        }
        assertThat(taken).hasValue(15 * 100);
        assertThat(journal.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(100, true));
    }

    @Test
    void a_queue_without_room_holds_the_writer_back() throws Exception {
        disk.stop();
        var queued = new AtomicInteger();
        long eightMegabytes = 8 << 20;
        var writer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 6; i++) {
                                journal.db().submit(Durability.EARLY, eightMegabytes, batch -> {});
                                queued.incrementAndGet();
                            }
                        });
        while (writer.isAlive() && writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(queued).hasValueLessThan(6);
        disk.go();
        writer.join();
        assertThat(queued).hasValue(6);
    }

    @Test
    void closing_commits_what_is_queued() {
        TestEvents.append(journal, STREAM, 0).join();
        disk.stop();
        List<CompletableFuture<Void>> queued =
                List.of(
                        TestEvents.append(journal, STREAM, 1),
                        TestEvents.append(journal, STREAM, 2));
        disk.go();
        var reopened = fixture.reopen();
        assertThat(queued).allMatch(CompletableFuture::isDone);
        assertThat(reopened.heads().head(STREAM)).isEqualTo(2);
    }

    private static void assertFull(CompletableFuture<Void> done) {
        assertThatThrownBy(() -> Failures.await(done))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("disk of the data folder is full");
    }
}
