package io.daybook.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The heads of streams that the request at work has read. A request reads the head of a stream once
 * and again after each of its commands: so its answers are never older than what was there when it
 * began, they have what it has changed itself, and a call after another costs no further look at
 * the journal (DESIGN.md D7).
 */
public final class SeenHeads {
    private static final ScopedValue<Map<String, Long>> SEEN = ScopedValue.newInstance();

    private SeenHeads() {}

    /** Runs a request, or a part of the one that is at work on this thread. */
    public static void during(Runnable request) {
        answering(() -> {
            request.run();
            return Boolean.TRUE;
        });
    }

    /** The same of a request that has an answer. */
    public static <T> T answering(Supplier<T> request) {
        return SEEN.isBound()
                ? request.get()
                : ScopedValue.where(SEEN, new HashMap<>()).call(request::get);
    }

    /** The head now. Those of the others that came on the same way count as read by the request. */
    public static long look(String stream, Collection<String> others, StreamHeads heads) {
        if (!SEEN.isBound()) {
            return heads.head(stream);
        }
        var seen = SEEN.get();
        long head = heads.head(stream, others, seen::put);
        seen.put(stream, head);
        return head;
    }

    /** The head that the request has read, or reads now; outside of a request, the head now. */
    public static long of(String stream, StreamHeads heads) {
        return SEEN.isBound()
                ? SEEN.get().computeIfAbsent(stream, heads::head)
                : heads.head(stream);
    }

    /** From now on the heads count that streams have then. */
    public static void forget() {
        if (SEEN.isBound()) {
            SEEN.get().clear();
        }
    }
}
