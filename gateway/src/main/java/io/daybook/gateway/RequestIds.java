package io.daybook.gateway;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Ids of requests: unique over restarts, cheap. */
final class RequestIds {
    private final String process;
    private final AtomicLong count = new AtomicLong();

    RequestIds(RandomGenerator random) {
        this.process = "r" + Long.toString(random.nextLong() >>> 1, 36) + "-";
    }

    String next() {
        return process + Long.toString(count.incrementAndGet(), 36);
    }
}
