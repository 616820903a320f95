package io.daybook.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Event;
import io.daybook.core.Shares;
import io.daybook.core.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowersTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private record Said(int number) implements Event {}

    private final MemoryJournal journal = new MemoryJournal();
    private final Counting follower = new Counting();
    private final Followers followers = new Followers(journal, journal, List.of(follower));

    /** Adds up what was said; fails a number of times at a stream that is called bad. */
    private static final class Counting implements Follower {
        final Map<String, Long> versions = new ConcurrentHashMap<>();
        final Map<String, Integer> sums = new ConcurrentHashMap<>();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        final CountDownLatch bad = new CountDownLatch(1);
        final CountDownLatch good = new CountDownLatch(1);
        volatile boolean away;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Duration leisure() {
            return Duration.ZERO;
        }

        @Override
        public boolean follows(String stream) {
            return !stream.startsWith("other");
        }

        @Override
        public long version(String stream) {
            if (away) {
                throw new Unavailable("the store is away");
            }
            return versions.getOrDefault(stream, -1L);
        }

        @Override
        public void apply(String stream, long fromVersion, List<Sequenced> events) {
            if (stream.equals("bad") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the stream is bad");
            }
            assertThat(inside.incrementAndGet()).isPositive();
            for (var event : events) {
                assertThat(event.seq()).isEqualTo(version(stream) + 1);
                sums.merge(stream, ((Said) event.event()).number(), Integer::sum);
                versions.put(stream, event.seq());
            }
            (stream.equals("bad") ? bad : good).countDown();
        }
    }

    @AfterEach
    void close() {
        followers.close();
    }

    private void say(String stream, int count) {
        for (int i = 0; i < count; i++) {
            journal.append(stream, new Said(1));
        }
    }

    @Test
    void a_sweep_finds_what_no_hint_told() throws Exception {
        journal.hints = false;
        say("good", 1000);
        say("other", 3);
        followers.start();
        assertThat(follower.good.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(followers.catchUp(follower, "good", 999, BOUND)).isTrue();
        assertThat(follower.sums).containsExactly(Map.entry("good", 1000));
    }

    @Test
    void a_view_that_a_new_version_brings_is_filled_from_the_first_event() throws Exception {
        say("good", 1000);
        assertThat(followers.catchUp(follower, "good", 999, BOUND)).isTrue();
        followers.close();
        var brought = new Counting();
        try (var newer = new Followers(journal, journal, List.of(follower, brought))) {
            newer.start();
            long deadline = System.nanoTime() + BOUND.toNanos();
            while (brought.version("good") < 999 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        assertThat(brought.sums).containsEntry("good", 1000);
        assertThat(follower.sums).containsEntry("good", 1000);
    }

    /** Shares that come when the test says so. */
    private static final class LateShares implements Shares {
        volatile boolean isMine;
        volatile Runnable listener = () -> {};

        @Override
        public boolean isMine(String work, String stream) {
            assertThat(work).isEqualTo("counting");
            return isMine;
        }

        @Override
        public Subscription onGained(Runnable gained) {
            listener = gained;
            return () -> listener = () -> {};
        }
    }

    @Test
    void what_is_another_nodes_share_is_followed_for_readers_and_once_it_is_gained()
            throws Exception {
        var shares = new LateShares();
        try (var sharing = new Followers(journal, journal, List.of(follower), shares)) {
            sharing.start();
            say("good", 10);
            sharing.sweep();
            assertThat(sharing.catchUp(follower, "good", 4, BOUND)).isTrue();
            assertThat(follower.version("good")).isEqualTo(9);
            say("good", 10);
            say("bad", 1);
            sharing.sweep();
            assertThat(follower.version("bad")).isEqualTo(-1);
            assertThat(follower.version("good")).isEqualTo(9);
            shares.isMine = true;
            shares.listener.run();
            assertThat(follower.bad.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sharing.catchUp(follower, "good", 19, BOUND)).isTrue();
        }
    }

    @Test
    void a_hint_brings_the_view_to_the_head() throws Exception {
        followers.start();
        say("good", 1);
        assertThat(follower.good.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_stream_that_fails_is_parked_and_tried_again_while_others_go_on() throws Exception {
        follower.failures.set(2);
        followers.start();
        say("bad", 5);
        say("good", 5);
        assertThat(followers.catchUp(follower, "good", 4, BOUND)).isTrue();
        assertThat(followers.catchUp(follower, "bad", 4, BOUND)).isFalse();
        assertThat(followers.parkedCount()).isEqualTo(1);
        assertThat(follower.bad.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(followers.catchUp(follower, "bad", 4, BOUND)).isTrue();
        assertThat(follower.sums).containsEntry("bad", 5).containsEntry("good", 5);
        // The place is given up just after the events that a reader can already see.
        await(() -> followers.parkedCount() == 0);
    }

    @Test
    void a_store_that_is_away_parks_its_streams_and_they_go_on_when_it_is_back() throws Exception {
        follower.away = true;
        followers.start();
        say("good", 5);
        await(() -> followers.parkedCount() == 1);
        follower.away = false;
        assertThat(follower.good.await(20, TimeUnit.SECONDS)).isTrue();
        await(() -> followers.parkedCount() == 0);
        assertThat(follower.sums).containsExactly(Map.entry("good", 5));
    }

    @Test
    void a_reader_catches_up_by_itself_when_nobody_else_does() {
        say("good", 700);
        assertThat(followers.catchUp(follower, "good", 600, BOUND)).isTrue();
        assertThat(follower.version("good")).isGreaterThanOrEqualTo(600);
    }

    @Test
    void a_reader_that_asks_for_more_than_there_is_is_refused() {
        say("good", 1);
        assertThat(followers.catchUp(follower, "good", 7, BOUND)).isFalse();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
