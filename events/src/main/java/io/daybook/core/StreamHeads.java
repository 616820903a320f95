package io.daybook.core;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What followers need to know of the journal: how far each stream has come, and when one moves. */
public interface StreamHeads {
    /**
     * The sequence number of the last durable event of the stream, or -1. Cheap: memory, or one
     * indexed read.
     */
    long head(String stream);

    /**
     * The same, for whoever soon asks for the heads of the others too: those that cost no further
     * way to the journal are told to the visitor, as they are now.
     */
    default long head(String stream, Collection<String> others, Visitor also) {
        return head(stream);
    }

    /** Whether the stream's key was destroyed: nobody can read its events any more. */
    default boolean isErased(String stream) {
        return false;
    }

    /** All streams of the journal of which that is so. */
    default Set<String> erased() {
        var erased = new HashSet<String>();
        forEach((stream, _) -> {
            if (isErased(stream)) {
                erased.add(stream);
            }
        });
        return erased;
    }

    /** Where the stream is now, for people, or null while it is here. */
    default @Nullable String movedTo(String stream) {
        return null;
    }

    /** Visits every stream of the journal. */
    void forEach(Visitor visitor);

    /**
     * Hints, on a thread of the journal's own, that a stream has moved, to a head that it has then.
     * A hint may come late, twice or never: it saves waiting, and does not say that this is all.
     */
    Subscription onMoved(Visitor listener);

    interface Visitor {
        void visit(String stream, long head);
    }

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
