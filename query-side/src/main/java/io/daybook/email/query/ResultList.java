package io.daybook.email.query;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailList;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailColumns.Order;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The results of a query over the columns of one account, of which only what is asked for is
 * computed. A list by received date costs what is shown of it, whatever the size of the mailbox.
 */
final class ResultList {
    /** Wanted to the end of the list. */
    static final long ALL = Long.MAX_VALUE;

    /** A step of a walk is about this much cheaper than gathering and sorting one email. */
    private static final int STEPS_PER_SORTED = 8;

    private final EmailList list;
    private final EmailColumns columns;
    private final FilterSets sets;
    private final Selection selection;

    /**
     * @param texts the emails that match a {@link EmailFilter.Text} or {@link EmailFilter.Header};
     *     numbers of emails that do not exist are ignored
     * @param excluded see {@link Selection}
     * @throws IllegalArgumentException when a sort names an unknown collation
     */
    ResultList(
            EmailList list,
            EmailColumns columns,
            Function<EmailFilter, RoaringBitmap> texts,
            RoaringBitmap excluded) {
        this.list = list;
        this.columns = columns;
        this.sets = new FilterSets(columns, texts);
        this.selection = new Selection(list.filter(), columns, sets, excluded);
        list.sort().forEach(sort -> Collation.named(sort.collation()));
    }

    EmailColumns columns() {
        return columns;
    }

    FilterSets sets() {
        return sets;
    }

    Selection selection() {
        return selection;
    }

    /** The keys by which these emails, ascending, are sorted; equal ones by ascending id. */
    SortKey keys(int[] emails) {
        return new SortKeys(columns, sets, emails).of(list.sort());
    }

    int total() {
        if (list.collapseThreads()) {
            var mailbox = selection.onlyMailbox();
            return mailbox == null
                    ? sets.threads().count(selection.matches())
                    : columns.threadsIn(mailbox);
        }
        return selection.isWholeOrder()
                ? selection.received().size()
                : selection.matches().getCardinality();
    }

    /**
     * The list, to be read from its beginning.
     *
     * @param wanted about how many of it will be read
     */
    Window window(long wanted) {
        if (!isByReceivedAt()) {
            return new Window(sorted(), collapsing(null));
        }
        var order = selection.received();
        if (selection.isWholeOrder()) {
            return new Window(directed(order), collapsing(null));
        }
        if (isWalkShorter(order.size(), wanted)) {
            return new Window(directed(order), collapsing(selection::test));
        }
        return new Window(sorted(), collapsing(null));
    }

    /** Whether the received order decides alone; it never ties but on ids. */
    private boolean isByReceivedAt() {
        return list.sort().size() == 1 && list.sort().getFirst().property() == Property.RECEIVED_AT;
    }

    private Order directed(Order ascending) {
        return list.sort().getFirst().isAscending()
                ? ascending
                : new NewestFirst(ascending, columns);
    }

    /** Estimates both ways as if those that match were spread evenly over the order. */
    private boolean isWalkShorter(int orderSize, long wanted) {
        long matching = selection.estimate();
        double read = Math.min(matching, wanted);
        double steps = Math.min(orderSize, orderSize * read / matching);
        return steps <= (double) matching * STEPS_PER_SORTED;
    }

    private Order sorted() {
        var matches = selection.matches();
        List<EmailSort> sort = list.sort();
        if (sort.isEmpty()) {
            return new IdOrder(matches);
        }
        int[] emails = matches.toArray();
        return new SortedEmails(emails, keys(emails));
    }

    /** What is accepted, and, when threads are collapsed, only the first of each thread. */
    private @Nullable IntPredicate collapsing(@Nullable IntPredicate accepts) {
        if (!list.collapseThreads()) {
            return accepts;
        }
        // RFC 8621 section 4.4.3: only the first of each thread stays, after sorting.
        var seen = new PagedBits();
        return accepts == null
                ? email -> seen.add(columns.thread(email))
                : email -> accepts.test(email) && seen.add(columns.thread(email));
    }
}
