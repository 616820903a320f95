package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.engine.TestEvents;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamHeadsTest {
    private final FailingWrite disk = new FailingWrite();
    private final JournalFixture fixture = new JournalFixture(disk);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_head_is_the_last_durable_event() {
        var journal = fixture.journal();
        var heads = journal.heads();
        assertThat(heads.head("account:a")).isEqualTo(-1);
        TestEvents.append(journal, "account:a", 0, 1).join();
        disk.stop();
        var queued = TestEvents.append(journal, "account:a", 2);
        assertThat(heads.head("account:a")).isEqualTo(1);
        disk.go();
        queued.join();
        assertThat(heads.head("account:a")).isEqualTo(2);
    }

    @Test
    void all_streams_are_visited_after_a_restart_too() {
        for (int i = 0; i < 2500; i++) {
            TestEvents.append(fixture.journal(), "account:" + i, 0);
        }
        TestEvents.append(fixture.journal(), "user:alice", 0, 1, 2).join();
        Map<String, Long> visited = new HashMap<>();
        fixture.reopen().heads().forEach(visited::put);
        assertThat(visited).hasSize(2501).containsEntry("user:alice", 2L);
    }

    @Test
    void a_listener_is_told_on_a_thread_of_the_journal() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        try (var ignored =
                fixture.journal()
                        .heads()
                        .onMoved((stream, head) ->
                                told.add(
                                        Thread.currentThread().getName()
                                                + " "
                                                + stream
                                                + " "
                                                + head))) {
            TestEvents.append(fixture.journal(), "account:a", 0, 1).join();
            assertThat(told.poll(30, TimeUnit.SECONDS))
                    .isEqualTo("daybook-journal-hints account:a 1");
        }
    }

    @Test
    void while_a_listener_is_slow_only_the_newest_head_waits() throws Exception {
        var busy = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var told = new LinkedBlockingQueue<Long>();
        fixture.journal()
                .heads()
                .onMoved((stream, head) -> {
                    busy.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    told.add(head);
                });
        TestEvents.append(fixture.journal(), "account:a", 0).join();
        busy.await();
        for (int seq = 1; seq <= 20; seq++) {
            TestEvents.append(fixture.journal(), "account:a", seq).join();
        }
        go.countDown();
        assertThat(told.poll(30, TimeUnit.SECONDS)).isZero();
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(20);
    }
}
