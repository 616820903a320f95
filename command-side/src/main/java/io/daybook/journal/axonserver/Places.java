package io.daybook.journal.axonserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.StreamRegistry;
import io.daybook.journal.engine.StreamRegistry.Coming;
import org.jspecify.annotations.Nullable;

/**
 * Which aggregate of Axon Server has the events of a stream: one of its name, or, of a stream that
 * arrived from elsewhere, one of its arrival, since nothing that an arrival leaves behind could be
 * taken away again.
 */
final class Places {
    private static final int STREAMS = 100_000;
    private static final String OURS = "daybook/";
    private static final String LOOSE = OURS + "loose";
    private static final String ARRIVAL = OURS + "arrival/";
    private static final String OPENING = OURS + "opening/";

    /** Has one event, by which the log is known. */
    static final String IDENTITY = OURS + "identity";

    private final StreamRegistry registry;

    /** Of streams whose place is what it is for ever. */
    private final Cache<String, String> settled =
            Caffeine.newBuilder().maximumSize(STREAMS).build();

    Places(StreamRegistry registry) {
        this.registry = registry;
    }

    static String arrival(String stream, String id) {
        return ARRIVAL + id + "/" + stream;
    }

    static String opening(String id) {
        return OPENING + id;
    }

    static boolean isOpening(String aggregate) {
        return aggregate.startsWith(OPENING);
    }

    /** The stream that an aggregate is of, or null when it is of none. */
    static @Nullable String stream(String aggregate) {
        if (!aggregate.startsWith(OURS)) {
            return aggregate;
        }
        if (aggregate.equals(LOOSE)) {
            return EventMessages.NO_STREAM;
        }
        int id = ARRIVAL.length();
        return aggregate.startsWith(ARRIVAL)
                ? aggregate.substring(aggregate.indexOf('/', id) + 1)
                : null;
    }

    /** The aggregate of the stream; null while the stream arrives, when nobody may see it. */
    @Nullable String of(String stream) {
        String known = settled(stream);
        if (known != null) {
            return known;
        }
        Coming coming = registry.coming(stream);
        if (coming == null) {
            return stream;
        }
        if (!coming.isOpen()) {
            return null;
        }
        String arrived = arrival(stream, coming.id());
        settled.put(stream, arrived);
        return arrived;
    }

    /** The aggregate that the stream has for ever, if that is known. */
    @Nullable String settled(String stream) {
        return stream.equals(EventMessages.NO_STREAM) ? LOOSE : settled.getIfPresent(stream);
    }

    /**
     * An event was seen in the aggregate that has the name of the stream. It is the place of the
     * stream unless an arrival began before: one that begins later finds the event and gives up.
     *
     * @return whether it is
     */
    boolean settle(String stream) {
        if (settled(stream) == null) {
            if (registry.coming(stream) != null) {
                return false;
            }
            settled.put(stream, stream);
        }
        return true;
    }
}
