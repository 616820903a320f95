package io.daybook.history;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the events that match, by their order in the stream.
 *
 * @param isAscending oldest first
 * @param limit the most ids in the answer, at least 0
 */
public record QueryHistory(
        AccountId account,
        HistoryFilter filter,
        boolean isAscending,
        Start start,
        int limit,
        boolean calculateTotal) {
    /** Where in the list the answer begins. */
    public sealed interface Start {}

    /**
     * @param index may be negative: counted from the end (RFC 8620 section 5.5)
     */
    public record Position(long index) implements Start {}

    /**
     * @param offset the index of the first relative to the anchor's, clamped at 0
     */
    public record Anchor(HistoryId event, long offset) implements Start {}

    /** With the first event behind this one, whether that is in the list or not. */
    public record Behind(HistoryId event) implements Start {}

    public sealed interface Answer {}

    /**
     * @param state of the stream
     * @param total null unless asked for
     * @param more whether any follow the last
     */
    public record Found(
            State state, List<HistoryId> ids, long position, @Nullable Integer total, boolean more)
            implements Answer {
        public Found {
            ids = List.copyOf(ids);
        }
    }

    public record AnchorNotFound() implements Answer {}
}
