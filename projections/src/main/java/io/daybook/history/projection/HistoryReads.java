package io.daybook.history.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.State;
import io.daybook.email.projection.GoneRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads what happened to an account, never behind what its stream had when the read began. */
public interface HistoryReads {
    /**
     * Runs the reader, again if the rows were rebuilt meanwhile; nobody waits for it.
     *
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    <T extends @Nullable Object> T history(AccountId account, Reader<T> reader);

    interface Reader<T extends @Nullable Object> {
        T read(Log log);
    }

    /** The history up to one event of the stream. */
    interface Log {
        String epoch();

        /** The last event, or -1. */
        long head();

        default State state(long seq) {
            return new State(epoch(), seq);
        }

        /** The events that touched the object; a fresh bitmap that the caller may change. */
        RoaringBitmap touching(DataType type, int object);

        /** The first event that is not before the time, or one more than the head. */
        long firstFrom(Instant time);

        /** The rows of these events, in their order. */
        List<HistoryRow> rows(List<Long> seqs);

        /** The rows from the first event to the last, ascending. */
        List<HistoryRow> range(long first, long last);

        /** The events themselves. */
        Map<Long, Event> events(List<Long> seqs);

        /**
         * The octets that the account may hold since the event; null when it says nothing of that.
         */
        @Nullable Long hardLimit(Event event);

        /** What is kept of emails that are no more. */
        Map<EmailId, GoneRow> gone(List<EmailId> emails);
    }
}
