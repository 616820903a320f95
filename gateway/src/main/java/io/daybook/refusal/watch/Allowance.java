package io.daybook.refusal.watch;

import java.time.Duration;
import java.time.Instant;

/** How many events may be written: some at once, and some more each minute. Not thread-safe. */
final class Allowance {
    private final int most;
    private final int perMinute;
    private double left;
    private Instant since;

    Allowance(int most, int perMinute, Instant now) {
        this.most = most;
        this.perMinute = perMinute;
        this.left = most;
        this.since = now;
    }

    /** As many of those wanted as may be. */
    int take(int wanted, Instant now) {
        double minutes = Math.max(0, Duration.between(since, now).toMillis()) / 60_000.0;
        left = Math.min(most, left + minutes * perMinute);
        since = now;
        int taken = Math.min(wanted, (int) left);
        left -= taken;
        return taken;
    }
}
