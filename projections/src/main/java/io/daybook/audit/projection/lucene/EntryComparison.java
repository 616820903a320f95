package io.daybook.audit.projection.lucene;

import io.daybook.audit.AuditEntry;
import io.daybook.view.Draft.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** Compares what the entries of a stream tell in two indexes, in the order of their events. */
final class EntryComparison implements Comparison {
    private static final int PIECE = 200;

    private final String stream;
    private final long head;
    private final AuditIndex.Held stored;
    private final AuditIndex.Held told;

    /**
     * @param head the event that both have reached
     * @param stored what is read; closed with this, as is {@code told}
     * @param told what the events say
     */
    EntryComparison(String stream, long head, AuditIndex.Held stored, AuditIndex.Held told) {
        this.stream = stream;
        this.head = head;
        this.stored = stored;
        this.told = told;
    }

    @Override
    public List<String> differences(int most, Runnable between) {
        var differences = new ArrayList<String>();
        try {
            for (long first = 0;
                    first <= head && differences.size() < most;
                    first += StreamEntries.WINDOW) {
                compare(first, most, differences, between);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit of " + stream + " cannot be compared", e);
        }
        return differences;
    }

    private void compare(long first, int most, List<String> differences, Runnable between)
            throws IOException {
        var left = new Entries(stored.searcher(), first);
        var right = new Entries(told.searcher(), first);
        long last = -1;
        for (int i = 0; differences.size() < most; i++) {
            if (i % PIECE == 0) {
                between.run();
            }
            long is = left.seq();
            long ought = right.seq();
            if (is == Long.MAX_VALUE && ought == Long.MAX_VALUE) {
                return;
            }
            if (is == last) {
                differences.add("entry " + is + ": is there twice");
                left.next(differences::add);
            } else if (is < ought) {
                differences.add("entry " + is + ": is there, but the events say otherwise");
                left.next(differences::add);
            } else if (is > ought) {
                differences.add("entry " + ought + ": is missing");
                right.next(differences::add);
            } else {
                var one = left.next(differences::add);
                var other = right.next(differences::add);
                if (one != null && other != null && !one.equals(other)) {
                    differences.add(
                            "entry " + is + ": is " + one + ", but the events say " + other);
                }
                last = is;
            }
        }
    }

    @Override
    public void close() {
        try (stored;
                told) {
            // Both are let go, whatever happens to one of them.
        }
    }

    /** The entries of a window, one after the other. */
    private final class Entries {
        private final List<StreamEntries.Found> found;
        private final StoredFields fields;
        private int at;

        Entries(IndexSearcher searcher, long first) throws IOException {
            this.found = new StreamEntries(searcher.getIndexReader(), stream).window(first);
            this.fields = searcher.storedFields();
        }

        /** The event of the next one. */
        long seq() {
            return at < found.size() ? found.get(at).seq() : Long.MAX_VALUE;
        }

        /** The next one; null when it cannot be read, which is told. */
        @Nullable AuditEntry next(Consumer<String> unreadable) throws IOException {
            var next = found.get(at++);
            try {
                return Columns.read(fields.document(next.document()));
            } catch (RuntimeException e) {
                // Whatever octets are there instead of an entry: the comparison goes on.
                unreadable.accept("entry " + next.seq() + ": cannot be read: " + e.getMessage());
                return null;
            }
        }
    }
}
