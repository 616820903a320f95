package io.daybook.history;

import io.daybook.core.DataType;
import java.time.Instant;
import java.util.List;

/** Which events are meant. */
public sealed interface HistoryFilter {
    /**
     * They touched the object; a mailbox is touched by what happens to mail that is in it, enters
     * it or leaves it, too.
     */
    record Touched(DataType type, int object) implements HistoryFilter {}

    record ByActor(String actor) implements HistoryFilter {}

    record FromSource(String source) implements HistoryFilter {}

    record InRequest(String requestId) implements HistoryFilter {}

    record Operation(String operation) implements HistoryFilter {}

    /** Not before; by the clock of the stream, which never goes back. */
    record After(Instant time) implements HistoryFilter {}

    record Before(Instant time) implements HistoryFilter {}

    /** All match; so does every event when there are none. */
    record And(List<HistoryFilter> filters) implements HistoryFilter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    record Or(List<HistoryFilter> filters) implements HistoryFilter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    /** None matches. */
    record Not(List<HistoryFilter> filters) implements HistoryFilter {
        public Not {
            filters = List.copyOf(filters);
        }
    }
}
