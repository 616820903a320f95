package io.daybook.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writers that are faster than what follows them. */
class PaceTest {
    private static final String STREAM = "account";
    private static final int MOST_BEHIND = 500;
    private static final int WRITERS = 4;
    private static final Duration BOUND = Duration.ofSeconds(20);

    private record Said() implements Event {}

    private final MemoryJournal journal = new MemoryJournal();
    private final Slow follower = new Slow();
    private final Followers followers = new Followers(journal, journal, List.of(follower));
    private final AtomicLong farthest = new AtomicLong();

    /** Takes its time with each event, and as long as it is told to with all of them. */
    private static final class Slow implements Follower {
        volatile long version = -1;
        volatile boolean fails;
        volatile CountDownLatch gate = new CountDownLatch(0);
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch failed = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Duration leisure() {
            return Duration.ofMillis(3);
        }

        @Override
        public long mostBehind() {
            return MOST_BEHIND;
        }

        @Override
        public boolean follows(String stream) {
            return true;
        }

        @Override
        public long version(String stream) {
            return version;
        }

        @Override
        public void apply(String stream, long fromVersion, List<Sequenced> events) {
            entered.countDown();
            if (fails) {
                failed.countDown();
                throw new IllegalStateException("the view is broken");
            }
            try {
                assertThat(gate.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            for (var event : events) {
                LockSupport.parkNanos(50_000);
                version = event.seq();
            }
        }
    }

    @AfterEach
    void close() {
        followers.close();
    }

    private void write(int events) {
        for (int i = 0; i < events; i++) {
            followers.makeRoom(STREAM);
            long head = journal.append(STREAM, new Said());
            farthest.accumulateAndGet(head - follower.version, Math::max);
        }
    }

    private void writeTogether(int events) throws InterruptedException {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.submit(() -> write(events));
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_view_that_is_slower_than_its_writers_stays_within_its_bound() throws Exception {
        followers.start();
        writeTogether(2_500);
        assertThat(journal.head(STREAM)).isEqualTo(WRITERS * 2_500 - 1);
        assertThat(farthest.get()).isBetween((long) MOST_BEHIND, (long) MOST_BEHIND + WRITERS);
        assertThat(followers.catchUp(follower, STREAM)).isTrue();
    }

    @Test
    void a_view_that_stands_still_holds_up_a_writer_for_a_while_only() throws Exception {
        followers.start();
        follower.gate = new CountDownLatch(1);
        write(1);
        assertThat(follower.entered.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        write(MOST_BEHIND);
        long began = System.nanoTime();
        write(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Followers.HELP, Followers.HELP.multipliedBy(4));
        follower.gate.countDown();
        assertThat(followers.catchUp(follower, STREAM)).isTrue();
    }

    @Test
    void a_view_that_is_parked_holds_up_nobody() throws Exception {
        followers.start();
        follower.fails = true;
        write(1);
        assertThat(follower.failed.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        long began = System.nanoTime();
        write(3 * MOST_BEHIND);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Followers.HELP);
        assertThat(farthest.get()).isGreaterThan(2 * MOST_BEHIND);
        follower.fails = false;
    }
}
