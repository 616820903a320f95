package io.daybook.launch;

import java.time.Duration;

/**
 * How a server takes its leave.
 *
 * @param notice how long it still takes connections after it has said that it is not ready any
 *     more, so that whoever stands before it can turn to others
 * @param grace how long requests under way may take then
 */
public record Drain(Duration notice, Duration grace) {
    /** Of a server that nobody stands before. */
    static final Drain AT_ONCE = new Drain(Duration.ZERO, Duration.ofSeconds(5));
}
