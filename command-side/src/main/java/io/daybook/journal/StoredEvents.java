package io.daybook.journal;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The stored octets of streams, before any seal is opened. */
public interface StoredEvents {
    /** Up to a bounded number of events with {@code seq >= from}, ascending; empty at the end. */
    List<StoredEvent> read(String stream, long from);

    /** The last durable event's number and hash, or null when the stream has none. */
    @Nullable Head head(String stream);

    /**
     * The same. The ends of those of the others that cost no further way to the store are told to
     * the visitor.
     */
    default @Nullable Head head(String stream, Collection<String> others, HeadVisitor also) {
        return head(stream);
    }

    /** Visits the end of every stream, by name. */
    void forEachHead(HeadVisitor visitor);

    /** Every stream that has an end or an event, by name: the two ought to be the same. */
    SortedSet<String> streams();

    interface HeadVisitor {
        void visit(String stream, Head head);
    }

    record Head(long seq, byte[] hash) {}
}
