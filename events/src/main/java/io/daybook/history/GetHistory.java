package io.daybook.history;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for events; null ids ask for all, of which at most {@code limit} are answered.
 *
 * @param mostObjects of how many objects of an event it is told what changed; negative when nobody
 *     wants to know of objects at all, which is cheaper
 */
public record GetHistory(
        AccountId account, @Nullable List<HistoryId> ids, int limit, int mostObjects) {
    /**
     * @param more whether there were more than the limit
     */
    public record Events(
            State state, List<HistoryView> events, List<HistoryId> notFound, boolean more) {
        public Events {
            events = List.copyOf(events);
            notFound = List.copyOf(notFound);
        }
    }
}
