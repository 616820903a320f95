package io.daybook.view;

import io.daybook.core.Event;
import java.util.List;
import java.util.function.ToIntFunction;

/** Reads the events of streams. */
public interface StreamReader {
    /**
     * The durable events of the stream from {@code first} on, at most {@code limit} of them, in
     * order and without gaps.
     */
    default List<Sequenced> read(String stream, long first, int limit) {
        return read(stream, first, limit, _ -> 1);
    }

    /**
     * The same events alone: nobody looks at when and why they happened, which is a fifth of the
     * work.
     */
    default List<Event> events(String stream, long first, int limit) {
        return read(stream, first, limit).stream().map(Sequenced::event).toList();
    }

    /**
     * The same, of which {@code size} tells how large each is: as many as are not larger than the
     * limit together, but at least one if there is one.
     */
    List<Sequenced> read(String stream, long first, int limit, ToIntFunction<Event> size);
}
