package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns.Order;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The part of a list that a query asks for (RFC 8620 section 5.5). The list is those emails of an
 * order that {@code accepts} lets through; null lets all through. It is asked about each email once
 * and in order, so it may remember, as thread collapsing does.
 */
final class Window {
    private final Order order;
    private final @Nullable IntPredicate accepts;

    private int[] found = new int[64];
    private int size;
    private int next;

    Window(Order order, @Nullable IntPredicate accepts) {
        this.order = order;
        this.accepts = accepts;
    }

    Order order() {
        return order;
    }

    /** How many of the list are before this rank of its order. */
    int before(int rank) {
        if (accepts == null) {
            return rank;
        }
        while (next < rank) {
            advance(accepts);
        }
        return size;
    }

    /**
     * Those of these emails, all of which are in the list, whose index is at most {@code last}, by
     * their indexes.
     */
    SortedMap<Integer, Integer> indexes(RoaringBitmap emails, int last) {
        var indexes = new TreeMap<Integer, Integer>();
        if (accepts == null && !(order instanceof SortedEmails)) {
            for (int email : emails) {
                int index = order.rankOf(email);
                if (index <= last) {
                    indexes.put(index, email);
                }
            }
            return indexes;
        }
        int left = emails.getCardinality();
        for (int index = 0; left > 0 && index <= last && isAt(index); index++) {
            int email = accepts == null ? order.emailAt(index) : found[index];
            if (emails.contains(email)) {
                indexes.put(index, email);
                left--;
            }
        }
        return indexes;
    }

    /** Whether the list has an email at the index: it is found then. */
    private boolean isAt(int index) {
        if (accepts == null) {
            return index < order.size();
        }
        while (size <= index && next < order.size()) {
            advance(accepts);
        }
        return index < size;
    }

    /** At most {@code limit} emails from index {@code start} on. */
    int[] slice(long start, int limit) {
        if (limit == 0) {
            return new int[0];
        }
        if (accepts == null) {
            return direct(start, limit);
        }
        long end = start + limit;
        while (size < end && next < order.size()) {
            advance(accepts);
        }
        return start >= size
                ? new int[0]
                : Arrays.copyOfRange(found, (int) start, (int) Math.min(size, end));
    }

    /** The index of the email in the list, or -1; asked before anything else. */
    int indexOf(int email) {
        if (accepts == null) {
            return order.rankOf(email);
        }
        while (next < order.size()) {
            if (advance(accepts) && found[size - 1] == email) {
                return size - 1;
            }
        }
        return -1;
    }

    private int[] direct(long start, int limit) {
        int from = (int) Math.min(start, order.size());
        int[] emails = new int[(int) Math.min(limit, order.size() - from)];
        for (int i = 0; i < emails.length; i++) {
            emails[i] = order.emailAt(from + i);
        }
        return emails;
    }

    private boolean advance(IntPredicate accepts) {
        int email = order.emailAt(next++);
        if (!accepts.test(email)) {
            return false;
        }
        if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
        }
        found[size++] = email;
        return true;
    }
}
