package io.daybook.view;

import io.daybook.core.Event;
import io.daybook.core.StreamHeads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/** Streams in memory, with hints that can be lost. */
public final class MemoryJournal implements StreamHeads, StreamReader {
    private final Map<String, List<Event>> streams = new ConcurrentHashMap<>();
    private final List<Visitor> listeners = new CopyOnWriteArrayList<>();
    public volatile boolean hints = true;

    /** How often a head was asked for. */
    public final AtomicLong looks = new AtomicLong();

    public volatile LongFunction<Instant> times = Instant.EPOCH::plusSeconds;

    public long append(String stream, Event event) {
        var events = streams.computeIfAbsent(stream, _ -> new ArrayList<>());
        long seq;
        synchronized (events) {
            events.add(event);
            seq = events.size() - 1;
        }
        if (hints) {
            listeners.forEach(listener -> listener.visit(stream, seq));
        }
        return seq;
    }

    @Override
    public long head(String stream) {
        looks.incrementAndGet();
        var events = streams.getOrDefault(stream, List.of());
        synchronized (events) {
            return events.size() - 1;
        }
    }

    @Override
    public void forEach(Visitor visitor) {
        streams.keySet().forEach(stream -> visitor.visit(stream, head(stream)));
    }

    @Override
    public Subscription onMoved(Visitor listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Sequenced> read(String stream, long first, int limit, ToIntFunction<Event> size) {
        var events = streams.getOrDefault(stream, List.of());
        var read = new ArrayList<Sequenced>();
        synchronized (events) {
            int sum = 0;
            for (long seq = first; seq < events.size(); seq++) {
                sum += size.applyAsInt(events.get((int) seq));
                if (sum > limit && !read.isEmpty()) {
                    break;
                }
                read.add(new Sequenced(seq, events.get((int) seq), times.apply(seq)));
            }
        }
        return read;
    }
}
