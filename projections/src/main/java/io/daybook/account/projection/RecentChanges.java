package io.daybook.account.projection;

import io.daybook.core.DataType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last rows of the log of changes: what a client asks for that is hardly behind. */
final class RecentChanges {
    private static final int MOST_ROWS = 32;
    private static final int MOST_IDS = 2_000;

    private record Told(DataType type, long seq, ChangeRow row) {}

    private final Deque<Told> rows = new ArrayDeque<>();
    private int ids;
    private long complete;

    /**
     * @param version the rows up to it are only in the store
     */
    RecentChanges(long version) {
        complete = version;
    }

    /** The same rows, which do not change any more. */
    RecentChanges copy() {
        var copy = new RecentChanges(complete);
        copy.rows.addAll(rows);
        return copy;
    }

    /** Whether every row after the sequence number is here. */
    boolean reaches(long after) {
        return after >= complete;
    }

    /** Adds the row of the event; a later part of a bulk event replaces the earlier. */
    void replace(DataType type, long seq, ChangeRow row) {
        for (Iterator<Told> newest = rows.descendingIterator(); newest.hasNext(); ) {
            var known = newest.next();
            if (known.seq != seq) {
                break;
            }
            if (known.type.equals(type)) {
                newest.remove();
                ids -= known.row.size();
                break;
            }
        }
        rows.addLast(new Told(type, seq, row));
        ids += row.size();
        while (rows.size() > MOST_ROWS || ids > MOST_IDS) {
            var oldest = rows.removeFirst();
            ids -= oldest.row.size();
            complete = oldest.seq;
        }
    }

    void forEach(DataType type, long after, ChangeVisitor visitor) {
        for (var told : rows) {
            boolean asked = told.seq > after && told.type.equals(type);
            if (asked && !visitor.change(told.seq, told.row)) {
                return;
            }
        }
    }
}
