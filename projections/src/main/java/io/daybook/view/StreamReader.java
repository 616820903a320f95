package io.daybook.view;

import java.util.List;

/** Reads the events of streams. */
public interface StreamReader {
    /**
     * The durable events of the stream from {@code first} on, at most {@code limit} of them, in
     * order and without gaps.
     */
    List<Sequenced> read(String stream, long first, int limit);
}
