package io.daybook.rebuild;

import java.util.List;

/**
 * What an operator asks for.
 *
 * @param views by name; empty for all
 * @param streams of the journal; empty for all
 * @param compare whether to tell in what the new views differ from those that were read
 * @param redigest whether every message is read again by the parser of now before
 * @param fromMessages whether to read messages rather than their digests
 */
public record RebuildOrder(
        Action action,
        List<String> views,
        List<String> streams,
        boolean compare,
        boolean redigest,
        boolean fromMessages) {
    /** What is done with the views. */
    public enum Action {
        /** They are made anew; those that were read are kept. */
        REBUILD,
        /** Those that are kept are thrown away. */
        CONFIRM,
        /** Those that are kept are read again. */
        ROLLBACK
    }

    public RebuildOrder {
        views = List.copyOf(views);
        streams = List.copyOf(streams);
    }

    /** For the log, where thousands of streams are too many to name. */
    @Override
    public String toString() {
        return action
                + " of "
                + (views.isEmpty() ? "all views" : views)
                + " of "
                + (streams.isEmpty()
                        ? "all streams"
                        : streams.size() <= 3 ? streams : streams.size() + " streams")
                + (compare ? ", compared" : "")
                + (redigest ? ", redigested" : "")
                + (fromMessages ? ", from messages" : "");
    }
}
