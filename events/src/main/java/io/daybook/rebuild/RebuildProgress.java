package io.daybook.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far a rebuild is. A stream counts once for each view.
 *
 * @param seconds since it began, or that it took
 * @param events posted so far
 * @param eventsInAll roughly: streams grow meanwhile
 * @param messages whose mail or text was posted so far, once for each view
 * @param redigested messages that were read again so far
 * @param changed emails whose properties were others after that
 * @param compared streams that could be compared
 * @param differences the first that were found, each with view, stream and row
 * @param failures the first streams that could not be done, and why
 */
public record RebuildProgress(
        String id,
        RebuildOrder order,
        Stage stage,
        Instant began,
        double seconds,
        long streams,
        long streamsInAll,
        long events,
        long eventsInAll,
        long messages,
        long redigested,
        long changed,
        long compared,
        List<String> differences,
        List<String> failures) {
    /** Where it is. */
    public enum Stage {
        RUNNING,
        DONE,
        /** Some streams could not be done; those keep what they had. */
        FAILED,
        /** Streams that were done stay done, the others keep what they had. */
        CANCELLED
    }

    public RebuildProgress {
        differences = List.copyOf(differences);
        failures = List.copyOf(failures);
    }

    public double eventsPerSecond() {
        return seconds <= 0 ? 0 : events / seconds;
    }

    public double messagesPerSecond() {
        return seconds <= 0 ? 0 : messages / seconds;
    }

    /** Estimated from the events; zero when nothing was posted yet. */
    public Duration left() {
        if (events == 0 || stage != Stage.RUNNING) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(
                (long) (1000 * seconds * Math.max(0, eventsInAll - events) / events));
    }
}
