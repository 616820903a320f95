package io.daybook.email.query;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.QueryEmails;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailColumns.Order;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Email/query over the columns of one account (RFC 8621 section 4.4). Exact and pure. A list by
 * received date costs what is shown of it, whatever the size of the mailbox.
 */
public final class EmailQueryEngine {
    /** A step of a walk is about this much cheaper than gathering and sorting one email. */
    private static final int STEPS_PER_SORTED = 8;

    private final QueryEmails query;
    private final EmailColumns columns;
    private final FilterSets sets;
    private final Selection selection;

    private EmailQueryEngine(
            QueryEmails query, EmailColumns columns, Function<EmailFilter, RoaringBitmap> texts) {
        this.query = query;
        this.columns = columns;
        this.sets = new FilterSets(columns, texts);
        this.selection = new Selection(query.filter(), columns, sets);
    }

    /** What was found, or that the anchor is not in the list. */
    public sealed interface Outcome {}

    /**
     * @param emails the numbers of their ids
     * @param total null unless asked for
     */
    public record Found(int[] emails, long position, @Nullable Integer total) implements Outcome {}

    public record NoAnchor() implements Outcome {}

    /**
     * Evaluates the query.
     *
     * @param texts the emails that match a {@link EmailFilter.Text} or {@link EmailFilter.Header};
     *     numbers of emails that do not exist are ignored
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     */
    public static Outcome run(
            QueryEmails query, EmailColumns columns, Function<EmailFilter, RoaringBitmap> texts) {
        return new EmailQueryEngine(query, columns, texts).run();
    }

    private Outcome run() {
        checkSorts();
        var anchor = query.anchor();
        if (anchor != null && !selection.holds(anchor.value())) {
            return new NoAnchor();
        }
        var window = window();
        long start = Math.max(0, query.position());
        if (anchor != null) {
            int index = window.indexOf(anchor.value());
            if (index < 0) {
                return new NoAnchor();
            }
            start = Math.max(0, index + query.anchorOffset());
        } else if (query.position() < 0) {
            start = Math.max(0, total() + query.position());
        }
        int[] emails = window.slice(start, query.limit());
        return new Found(emails, start, query.calculateTotal() ? total() : null);
    }

    private void checkSorts() {
        for (var sort : query.sort()) {
            Collation.named(sort.collation());
        }
    }

    private int total() {
        if (query.collapseThreads()) {
            var mailbox = selection.onlyMailbox();
            return mailbox == null
                    ? sets.threads().count(selection.matches())
                    : columns.threadsIn(mailbox);
        }
        return selection.isWholeOrder()
                ? selection.received().size()
                : selection.matches().getCardinality();
    }

    private Window window() {
        if (!isByReceivedAt()) {
            return new Window(sorted(), collapsing(null));
        }
        var order = selection.received();
        if (selection.isWholeOrder()) {
            return new Window(directed(order), collapsing(null));
        }
        if (isWalkShorter(order.size())) {
            return new Window(directed(order), collapsing(selection::test));
        }
        return new Window(sorted(), collapsing(null));
    }

    /** Whether the received order decides alone; it never ties but on ids. */
    private boolean isByReceivedAt() {
        return query.sort().size() == 1
                && query.sort().getFirst().property() == Property.RECEIVED_AT;
    }

    private Order directed(Order ascending) {
        return query.sort().getFirst().isAscending()
                ? ascending
                : new NewestFirst(ascending, columns);
    }

    /** Estimates both ways as if those that match were spread evenly over the order. */
    private boolean isWalkShorter(int orderSize) {
        long matching = Math.max(1, selection.candidates().getCardinality());
        boolean toTheEnd = query.anchor() != null || query.position() < 0;
        double wanted = toTheEnd ? matching : Math.min(matching, query.position() + query.limit());
        double steps = Math.min(orderSize, orderSize * wanted / matching);
        return steps <= (double) matching * STEPS_PER_SORTED;
    }

    private Order sorted() {
        var matches = selection.matches();
        List<EmailSort> sort = query.sort();
        if (sort.isEmpty()) {
            return new IdOrder(matches);
        }
        int[] emails = matches.toArray();
        return new SortedEmails(emails, new SortKeys(columns, sets, emails).of(sort));
    }

    /** What is accepted, and, when threads are collapsed, only the first of each thread. */
    private @Nullable IntPredicate collapsing(@Nullable IntPredicate accepts) {
        if (!query.collapseThreads()) {
            return accepts;
        }
        // RFC 8621 section 4.4.3: only the first of each thread stays, after sorting.
        var seen = new PagedBits();
        return accepts == null
                ? email -> seen.add(columns.thread(email))
                : email -> accepts.test(email) && seen.add(columns.thread(email));
    }
}
