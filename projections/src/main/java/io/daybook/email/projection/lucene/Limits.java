package io.daybook.email.projection.lucene;

import java.time.Duration;

/**
 * What the indexes of all accounts may use together.
 *
 * @param open indexes open at a time; one more closes the one that was not used for longest
 * @param buffered octets of memory for what is not yet in a segment
 * @param commitAfter how long what was indexed waits for a commit
 * @param commitEvents how many events without text may pass before the version is committed
 * @param idle after which an index is closed
 * @param threads threads that index, at low priority
 */
public record Limits(
        int open,
        long buffered,
        Duration commitAfter,
        int commitEvents,
        Duration idle,
        int threads) {
    public static final Limits DEFAULT =
            new Limits(64, 48L << 20, Duration.ofSeconds(5), 5_000, Duration.ofMinutes(1), 2);
}
