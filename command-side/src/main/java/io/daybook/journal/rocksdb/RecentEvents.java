package io.daybook.journal.rocksdb;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvents.Head;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that became durable last, as they were before they were sealed: several followers read
 * each of them within seconds. They are handed out only as far as their hashes link them to the end
 * that their stream has now, so nothing else is ever read than what is stored.
 */
final class RecentEvents {
    private static final int MOST_EVENTS = 4_096;
    private static final long MOST_OCTETS = 4L << 20;

    private final Map<Place, Kept> kept = new LinkedHashMap<>();
    private long octets;

    private record Place(String stream, long seq) {}

    private record Kept(OpenedEvent event, byte[] previous, byte[] hash) {
        long octets() {
            return (long) event.payload().length + event.metadata().length;
        }
    }

    /**
     * Keeps a durable event; those that were kept first are dropped.
     *
     * @param previous the hash before it in its stream
     */
    synchronized void add(OpenedEvent event, byte[] previous, byte[] hash) {
        var place = new Place(event.stream(), event.seq());
        var now = new Kept(event, previous, hash);
        Kept before = kept.remove(place);
        octets += now.octets() - (before == null ? 0 : before.octets());
        kept.put(place, now);
        var eldest = kept.values().iterator();
        while (kept.size() > MOST_EVENTS || octets > MOST_OCTETS) {
            octets -= eldest.next().octets();
            eldest.remove();
        }
    }

    /**
     * The events from {@code from} to the end of the stream; null when not all of them are kept.
     */
    synchronized @Nullable List<OpenedEvent> read(String stream, long from, Head end) {
        if (!kept.containsKey(new Place(stream, from))) {
            return null;
        }
        var events = new LinkedList<OpenedEvent>();
        byte[] hash = end.hash();
        for (long seq = end.seq(); seq >= from; seq--) {
            Kept event = kept.get(new Place(stream, seq));
            if (event == null || !Arrays.equals(event.hash(), hash)) {
                return null;
            }
            events.addFirst(event.event());
            hash = event.previous();
        }
        return events;
    }
}
