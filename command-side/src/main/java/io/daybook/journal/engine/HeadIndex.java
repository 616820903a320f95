package io.daybook.journal.engine;

import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.StoredEvents.HeadVisitor;
import java.util.Map;

/**
 * The ends of all streams up to a place of a log that cannot list them. It can be made again from
 * the log at any time, so losing it costs a reading.
 */
public interface HeadIndex {
    /** Every event up to this place of the log is in the index; -1 when none need be. */
    long position();

    /**
     * Writes ends, none of which takes the place of a later one, and then the position, unless it
     * is further already.
     */
    void write(Map<String, Head> heads, long position);

    /** All of them, ascending by the octets of their names in UTF-8. */
    void forEach(HeadVisitor visitor);
}
