package io.daybook.audit.projection;

import io.daybook.audit.projection.AuditStore.Standing;
import io.daybook.view.Draft.Comparison;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries of single streams beside those that are read: a port, for rebuilds. What was begun
 * when the server ended is gone at the next start.
 */
public interface AuditGenerations {
    /** No entries of the stream yet; what was begun before is thrown away. */
    Generation begin(String stream);

    /** The entries that were read before the last rebuild, or null when none are kept. */
    @Nullable Generation kept(String stream);

    /** Throws away those that are kept; false when there are none. */
    boolean dropKept(String stream);

    /** Entries of one stream. For one thread at a time. */
    interface Generation extends AutoCloseable {
        Standing standing();

        /**
         * Adds the entries of the events that follow, one for each.
         *
         * @param facts what is remembered of the stream afterwards
         */
        void add(List<AuditPosting> postings, byte[] facts);

        /**
         * These entries and those that are read, as they are now: which are there, and what they
         * tell, but not what they are found by. Null when they are not at the same event.
         */
        @Nullable Comparison freeze();

        /**
         * Become those that are read, at once for all who read; those that were are kept, unless
         * these had been kept themselves.
         *
         * @throws IllegalStateException when those that are read have come further
         */
        void takePlace();

        /** Throws away what has not become what is read, unless it was kept. */
        @Override
        void close();
    }
}
