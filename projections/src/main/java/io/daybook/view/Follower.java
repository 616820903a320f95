package io.daybook.view;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps something up to date with streams, each for itself. {@link Followers} calls it: for one
 * stream one call at a time, in order, without gaps and repetitions, on any thread.
 */
public interface Follower {
    /** Stable and unique: names the follower in logs. */
    String name();

    boolean follows(String stream);

    /**
     * The group of the rows that it keeps of each stream, with the number of their layout; null
     * when it keeps none in a {@link ViewStore}.
     */
    default @Nullable String group() {
        return null;
    }

    /**
     * What its rows tell, as a number that is raised when rows that can still be read lack what
     * those of today have: they are read, and followed, until they were made anew behind them.
     */
    default int content() {
        return Content.FIRST;
    }

    /**
     * Takes away all that is kept of the stream, so that it is followed from its beginning again.
     *
     * @return false when nothing was done: what this follower keeps cannot be made again
     */
    default boolean startOver(String stream) {
        return false;
    }

    /**
     * How long the follower waits after a hint, to take more events at once and to leave the
     * processor to those who wait for an answer. A reader that needs it catches up at once.
     */
    Duration leisure();

    /**
     * How many events behind a stream the follower may fall before those who move the stream are
     * held up and help: no more than readers can wait for.
     *
     * @see Followers#makeRoom(String)
     */
    default long mostBehind() {
        return Long.MAX_VALUE;
    }

    /**
     * The sequence number of the last event of the stream that was applied and is durable enough to
     * go on from, or -1.
     */
    long version(String stream);

    /**
     * Applies the events that follow {@code fromVersion}, all or none or a beginning of them:
     * {@link #version} tells how far it came. A failure parks the stream for this follower.
     *
     * @param events not empty; the first has the sequence number {@code fromVersion + 1}
     */
    void apply(String stream, long fromVersion, List<Sequenced> events);
}
