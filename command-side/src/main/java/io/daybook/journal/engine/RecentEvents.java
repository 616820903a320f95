package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvents.Head;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The events that this node made durable last, as they were before they were sealed: several
 * followers read each of them within seconds. They are handed out only as far as their hashes link
 * them to an end of their stream, so nothing else is ever read than what is stored.
 */
public final class RecentEvents {
    private static final int MOST_EVENTS = 4_096;
    private static final long MOST_OCTETS = 4L << 20;

    private final Map<Place, Kept> kept = new ConcurrentHashMap<>();
    private final Queue<Kept> oldest = new ArrayDeque<>();
    private long octets;

    private record Place(String stream, long seq) {}

    private record Kept(OpenedEvent event, byte[] previous, byte[] hash) {
        Place place() {
            return new Place(event.stream(), event.seq());
        }

        long octets() {
            return (long) event.payload().length + event.metadata().length;
        }
    }

    /**
     * Keeps a durable event; those that were kept first are dropped.
     *
     * @param previous the hash before it in its stream
     */
    public synchronized void add(OpenedEvent event, byte[] previous, byte[] hash) {
        var now = new Kept(event, previous, hash);
        oldest.add(now);
        octets += now.octets();
        kept.put(now.place(), now);
        while (oldest.size() > MOST_EVENTS || octets > MOST_OCTETS) {
            Kept dropped = oldest.remove();
            octets -= dropped.octets();
            kept.remove(dropped.place(), dropped);
        }
    }

    /**
     * The events from {@code from} to the end of the stream; null when not all of them are kept.
     *
     * @param end as the store has it, or had it
     */
    public @Nullable List<OpenedEvent> read(String stream, long from, Head end) {
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
