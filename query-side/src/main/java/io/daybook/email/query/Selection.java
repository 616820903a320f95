package io.daybook.email.query;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.After;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Before;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailColumns.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A filter taken apart by what can be had cheaply: the mailbox whose order is walked, an interval
 * of received dates, a set by algebra, and what is left to be tested email by email.
 */
final class Selection {
    private static final int MOST_TESTS = 8_192;
    private static final int SAMPLE = 256;

    private final EmailColumns columns;
    private final FilterSets sets;
    private final RoaringBitmap excluded;
    private final List<EmailFilter> algebra = new ArrayList<>();
    private final List<EmailFilter> tests = new ArrayList<>();
    private ReceivedRange range = ReceivedRange.ALL;
    private @Nullable Integer mailbox;
    private @Nullable RoaringBitmap candidates;
    private @Nullable RoaringBitmap matches;
    private @Nullable IntPredicate test;
    private int tested;

    /**
     * @param excluded emails that are not selected whether they match or not; none when the filter
     *     has no conditions on texts, so that a whole order stays whole
     */
    Selection(
            @Nullable EmailFilter filter,
            EmailColumns columns,
            FilterSets sets,
            RoaringBitmap excluded) {
        this.columns = columns;
        this.sets = sets;
        this.excluded = excluded;
        if (filter != null) {
            takeApart(filter);
        }
    }

    private void takeApart(EmailFilter filter) {
        if (filter instanceof And(var filters)) {
            filters.forEach(this::takeApart);
        } else if (filter instanceof InMailbox(var id) && mailbox == null) {
            mailbox = id.value();
        } else if (filter instanceof After(var instant)) {
            range = range.after(instant);
        } else if (filter instanceof Before(var instant)) {
            range = range.before(instant);
        } else {
            (FilterSets.isAlgebra(filter) ? algebra : tests).add(filter);
        }
    }

    /** Whether the received order, as it is, is the list: nothing is left to be filtered. */
    boolean isWholeOrder() {
        return algebra.isEmpty() && tests.isEmpty();
    }

    /** The mailbox when being in it is the whole filter, else null. */
    @Nullable Integer onlyMailbox() {
        return isWholeOrder() && range.isAll() ? mailbox : null;
    }

    /** A part of the received order, ascending, in which all that match are. */
    Order received() {
        return range.of(columns.byReceivedAt(mailbox), columns);
    }

    /** All that match, and maybe more: the interval and the tests are left out. */
    RoaringBitmap candidates() {
        var known = candidates;
        if (known == null) {
            known = mailbox == null ? columns.all() : columns.inMailbox(mailbox);
            for (var filter : algebra) {
                known = sets.among(filter, known);
            }
            if (!excluded.isEmpty()) {
                known = RoaringBitmap.andNot(known, excluded);
            }
            candidates = known;
        }
        return known;
    }

    /**
     * About how many match, at least 1: the tests are tried on some that are spread evenly over the
     * received order.
     */
    long estimate() {
        long most = candidates().getCardinality();
        if (tests.isEmpty() || most <= SAMPLE) {
            return Math.max(1, most);
        }
        var order = received();
        var rest = sets.test(new And(tests));
        int tried = 0;
        int matching = 0;
        for (int i = 0; i < Math.min(SAMPLE, order.size()); i++) {
            int email = order.emailAt((int) ((long) i * order.size() / SAMPLE));
            if (candidates().contains(email)) {
                tried++;
                matching += rest.test(email) ? 1 : 0;
            }
        }
        return Math.max(1, most * Math.max(1, matching) / Math.max(1, tried));
    }

    /** Exactly those that match. */
    RoaringBitmap matches() {
        var known = matches;
        if (known == null) {
            known = filtered(candidates());
            matches = known;
        }
        return known;
    }

    /** Exactly those of the emails that match. */
    RoaringBitmap among(RoaringBitmap emails) {
        return filtered(RoaringBitmap.and(emails, candidates()));
    }

    private RoaringBitmap filtered(RoaringBitmap emails) {
        var left = inRange(emails);
        for (var filter : tests) {
            left = sets.among(filter, left);
        }
        return left;
    }

    private RoaringBitmap inRange(RoaringBitmap emails) {
        if (range.isAll()) {
            return emails;
        }
        var order = received();
        if (order.size() >= emails.getCardinality()) {
            return Bitmaps.filter(emails, email -> range.contains(columns.receivedAt(email)));
        }
        var inside = new PagedBits();
        for (int rank = 0; rank < order.size(); rank++) {
            inside.add(order.emailAt(rank));
        }
        return RoaringBitmap.and(emails, inside.toBitmap());
    }

    /** Whether an email of {@link #received()} matches. */
    boolean test(int email) {
        // Who asks for so many finds few of those that match: the set of them is cheaper.
        if (matches != null || ++tested > MOST_TESTS) {
            return matches().contains(email);
        }
        var known = test;
        if (known == null) {
            var set = candidates();
            var rest = sets.test(new And(tests));
            known = candidate -> set.contains(candidate) && rest.test(candidate);
            test = known;
        }
        return known.test(email);
    }

    /** Whether the email exists and matches. */
    boolean holds(int email) {
        return candidates().contains(email)
                && range.contains(columns.receivedAt(email))
                && test(email);
    }
}
