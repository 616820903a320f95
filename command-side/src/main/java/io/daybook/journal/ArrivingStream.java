package io.daybook.journal;

import io.daybook.journal.StoredEvents.Head;
import java.util.Arrays;
import java.util.List;

/** Takes the events of a stream that arrives if they follow, and has its journal write them. */
public final class ArrivingStream implements Arrivals.Arrival {
    private final String stream;
    private final String id;
    private final WrittenForms forms;
    private final Writing writing;
    private Head last = new Head(-1, StoredEvent.start());

    /** How a journal keeps events that nobody is to see yet. */
    public interface Writing {
        /** The events in parts, in order, each of which can be written at once. */
        default List<List<StoredEvent>> portions(List<StoredEvent> events) {
            return List.of(events);
        }

        void write(List<StoredEvent> portion);
    }

    /**
     * @param id names this arrival, where a stream may have several
     */
    public ArrivingStream(String stream, String id, WrittenForms forms, Writing writing) {
        this.stream = stream;
        this.id = id;
        this.forms = forms;
        this.writing = writing;
    }

    @Override
    public String stream() {
        return stream;
    }

    public String id() {
        return id;
    }

    /** The last event that came; before the first, what every stream begins with. */
    public Head last() {
        return last;
    }

    @Override
    public long next() {
        return last.seq() + 1;
    }

    @Override
    public byte[] lastHash() {
        return last.hash().clone();
    }

    @Override
    public void add(List<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        requireFollowing(events);
        for (StoredEvent event : events) {
            forms.note(EventOpener.header(event).form());
        }
        for (List<StoredEvent> portion : writing.portions(events)) {
            writing.write(portion);
            StoredEvent written = portion.getLast();
            last = new Head(written.seq(), written.hash());
        }
    }

    private void requireFollowing(List<StoredEvent> events) {
        byte[] previous = last.hash();
        long next = next();
        for (StoredEvent event : events) {
            byte[] hash = StoredEvent.chain(previous, stream, next, event.sealed());
            if (event.seq() != next || !Arrays.equals(hash, event.hash())) {
                throw new IllegalArgumentException(
                        "event " + event.seq() + " does not follow in " + stream);
            }
            previous = hash;
            next++;
        }
    }
}
