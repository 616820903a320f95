package io.daybook.journal.engine;

import io.daybook.journal.StoredEvent;
import java.util.List;

/** Reads a stream a bounded portion at a time. */
public interface StreamPortions {
    /** Elements that are read together, at most. */
    int MOST = 512;

    /**
     * @param most a hint how many are wanted, at most {@link #MOST}; there may be more or fewer
     */
    Portion portion(String stream, long from, int most);

    /** The number of the last event as it is now; -1 when nobody sees the stream. */
    long last(String stream);

    /**
     * Some events of a stream, ascending.
     *
     * @param isEnd whether there were no more when they were read
     */
    record Portion(List<StoredEvent> events, boolean isEnd) {}
}
