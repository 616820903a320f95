package io.daybook.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Traffic traffic = new Traffic();

    private static long millis(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void nobody_is_waited_for_when_nobody_asks() {
        assertThat(traffic.isBusy()).isFalse();
        assertThat(millis(() -> traffic.giveWay(LONG))).isLessThan(1_000);
        traffic.entered();
        traffic.left();
        assertThat(traffic.isBusy()).isTrue();
        assertThat(millis(() -> traffic.giveWay(LONG))).isLessThan(1_000);
    }

    @Test
    void who_gives_way_goes_on_as_soon_as_the_last_request_is_answered() throws Exception {
        traffic.entered();
        traffic.entered();
        var done = new CountDownLatch(1);
        var waiting =
                Thread.ofPlatform()
                        .start(() -> {
                            traffic.giveWay(LONG);
                            done.countDown();
                        });
        traffic.left();
        traffic.left();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void who_gives_way_gets_on_however_many_requests_there_are() {
        traffic.entered();
        assertThat(millis(() -> traffic.giveWay(Duration.ofMillis(30)))).isLessThan(5_000);
    }

    @Test
    void a_request_that_takes_long_is_not_waited_for_for_ever() {
        traffic.entered();
        assertThat(millis(() -> traffic.giveWay(LONG))).isLessThan(10_000);
        assertThat(traffic.isBusy()).isFalse();
    }

    @Test
    void each_task_counts_while_it_runs_and_one_that_is_refused_does_not() {
        traffic.counting(Runnable::run).execute(() -> assertThat(traffic.isBusy()).isTrue());
        assertThat(millis(() -> traffic.giveWay(LONG))).isLessThan(1_000);
        var full =
                traffic.counting(_ -> {
                    throw new RejectedExecutionException();
                });
        assertThatThrownBy(() -> full.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(millis(() -> traffic.giveWay(LONG))).isLessThan(1_000);
    }
}
