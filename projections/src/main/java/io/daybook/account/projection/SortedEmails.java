package io.daybook.account.projection;

import io.daybook.email.projection.EmailColumns;
import java.util.Arrays;

/**
 * Emails by ascending receivedAt, then id, in one array: reads are as fast as an array, mail that
 * comes in order is appended, and any other batch costs its searches and one move of what lies
 * behind.
 */
final class SortedEmails implements EmailColumns.Order {
    private static final int[] NONE = new int[0];

    private final EmailTable table;
    private int[] emails = NONE;
    private int size;

    SortedEmails(EmailTable table) {
        this.table = table;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int emailAt(int rank) {
        if (rank >= size) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + size);
        }
        return emails[rank];
    }

    @Override
    public int rankOf(int email) {
        int rank = table.has(email) ? search(email, 0, size) : -1;
        return rank >= 0 ? rank : -1;
    }

    /** Adds emails that are in the table and not yet here, in any order. */
    void addAll(int[] added) {
        int[] batch = ReceivedOrder.sorted(added, table);
        ensure(size + batch.length);
        int end = size;
        int to = size + batch.length;
        for (int i = batch.length - 1; i >= 0; i--) {
            int from = position(batch[i], end);
            int moved = end - from;
            to -= moved;
            System.arraycopy(emails, from, emails, to, moved);
            emails[--to] = batch[i];
            end = from;
        }
        size += batch.length;
    }

    /** Removes emails that are still in the table; those that are not here are passed over. */
    void removeAll(int[] removed) {
        int[] batch = ReceivedOrder.sorted(removed, table);
        int kept = 0;
        int from = 0;
        for (int email : batch) {
            int rank = search(email, from, size);
            if (rank >= 0) {
                kept = keep(from, rank, kept);
                from = rank + 1;
            }
        }
        size = keep(from, size, kept);
        if (size < emails.length / 4) {
            emails = Arrays.copyOf(emails, size);
        }
    }

    private int keep(int from, int to, int kept) {
        if (from != kept) {
            System.arraycopy(emails, from, emails, kept, to - from);
        }
        return kept + to - from;
    }

    private int position(int email, int end) {
        if (end == 0 || compare(emails[end - 1], table.receivedAt(email), email) < 0) {
            return end;
        }
        return -search(email, 0, end) - 1;
    }

    private int search(int email, int from, int to) {
        long receivedAt = table.receivedAt(email);
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(emails[middle], receivedAt, email);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private int compare(int here, long receivedAt, int email) {
        int order = Long.compare(table.receivedAt(here), receivedAt);
        return order != 0 ? order : Integer.compare(here, email);
    }

    private void ensure(int capacity) {
        if (capacity > emails.length) {
            int grown = emails.length + (emails.length >> 2) + 4;
            emails = Arrays.copyOf(emails, Math.max(grown, capacity));
        }
    }

    long weight() {
        return 48 + 4L * emails.length;
    }
}
