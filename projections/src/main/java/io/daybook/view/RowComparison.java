package io.daybook.view;

import io.daybook.core.codec.MalformedRecord;
import io.daybook.view.Frozen.Stored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the rows of two generations octet by octet, as they were when they were frozen. */
public final class RowComparison implements Draft.Comparison {
    private static final int PAGE = 500;
    private static final int MOST_CHARS = 400;

    private final Frozen rows;
    private final Place stored;
    private final Place folded;
    private final List<View<?, ?>> views;

    /**
     * @param rows closed with this
     * @param stored the rows that are read
     * @param folded the rows that the events make
     * @param views to say in words what the octets mean
     */
    public RowComparison(Frozen rows, Place stored, Place folded, List<View<?, ?>> views) {
        this.rows = rows;
        this.stored = stored;
        this.folded = folded;
        this.views = Stream.concat(views.stream(), Stream.of(Content.VIEW)).toList();
    }

    @Override
    public List<String> differences(int most, Runnable between) {
        var differences = new ArrayList<String>();
        var left = new Rows(stored);
        var right = new Rows(folded);
        for (long rows = 0; differences.size() < most; rows++) {
            if (rows % PAGE == 0) {
                between.run();
            }
            var is = left.peek();
            var ought = right.peek();
            if (is == null && ought == null) {
                break;
            }
            int order = is == null ? 1 : ought == null ? -1 : compare(is, ought);
            if (order == 0 && is != null && ought != null) {
                if (!Arrays.equals(is.octets(), ought.octets())) {
                    differences.add(told(is, ought));
                }
                left.next();
                right.next();
            } else if (order < 0) {
                differences.add(told(is, null));
                left.next();
            } else {
                differences.add(told(null, ought));
                right.next();
            }
        }
        return differences;
    }

    private static int compare(Stored one, Stored other) {
        return Arrays.compareUnsigned(one.order(), other.order());
    }

    private String told(@Nullable Stored is, @Nullable Stored ought) {
        String name = is != null ? is.view() : ought != null ? ought.view() : "";
        for (var view : views) {
            if (view.name().equals(name)) {
                return name + " " + key(view, is, ought) + ": " + told(view, is, ought);
            }
        }
        return name + ": a row that this version knows nothing of";
    }

    private static String told(View<?, ?> view, @Nullable Stored is, @Nullable Stored ought) {
        if (is == null || ought == null) {
            return is == null
                    ? "is missing; the events say " + row(view, ought)
                    : "is " + row(view, is) + ", but the events say that there is none";
        }
        return "is " + row(view, is) + ", but the events say " + row(view, ought);
    }

    private static String key(View<?, ?> view, @Nullable Stored is, @Nullable Stored ought) {
        return String.valueOf(is != null ? is.key(view) : ought != null ? ought.key(view) : null);
    }

    private static String row(View<?, ?> view, @Nullable Stored stored) {
        if (stored == null) {
            return "nothing";
        }
        try {
            String row = stored.row(view).toString();
            return row.length() <= MOST_CHARS ? row : row.substring(0, MOST_CHARS) + "...";
        } catch (MalformedRecord e) {
            return "unreadable (" + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    /** The rows of one place, a page at a time. */
    private final class Rows {
        private final Place place;
        private final Deque<Stored> page = new ArrayDeque<>();
        private @Nullable Stored after;
        private boolean ended;

        Rows(Place place) {
            this.place = place;
        }

        @Nullable Stored peek() {
            if (page.isEmpty() && !ended) {
                page.addAll(rows.rows(place, after, PAGE));
                ended = page.isEmpty();
            }
            return page.peekFirst();
        }

        void next() {
            after = page.removeFirst();
        }
    }
}
