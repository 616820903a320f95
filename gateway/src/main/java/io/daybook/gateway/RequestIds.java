package io.daybook.gateway;

import io.daybook.core.RequestTime;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Ids of requests: unique over restarts and nodes, cheap, and they begin with their time. */
final class RequestIds {
    /** Five to six digits to the base of 36. */
    private static final int PROCESS_BITS = 31;

    private final Clock clock;
    private final String process;
    private final AtomicLong count = new AtomicLong();

    RequestIds(RandomGenerator random, Clock clock) {
        this.clock = clock;
        this.process = Long.toString(random.nextLong() >>> (Long.SIZE - PROCESS_BITS), 36) + "-";
    }

    String next() {
        return RequestTime.prefix(clock.instant())
                + process
                + Long.toString(count.incrementAndGet(), 36);
    }
}
