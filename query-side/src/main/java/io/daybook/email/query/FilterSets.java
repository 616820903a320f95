package io.daybook.email.query;

import io.daybook.core.MailboxId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.After;
import io.daybook.email.EmailFilter.AllInThreadHaveKeyword;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Before;
import io.daybook.email.EmailFilter.HasAttachment;
import io.daybook.email.EmailFilter.HasKeyword;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.EmailFilter.InMailboxOtherThan;
import io.daybook.email.EmailFilter.MaxSize;
import io.daybook.email.EmailFilter.MinSize;
import io.daybook.email.EmailFilter.NoneInThreadHaveKeyword;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.NotKeyword;
import io.daybook.email.EmailFilter.Or;
import io.daybook.email.EmailFilter.SomeInThreadHaveKeyword;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.EmailColumns;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * The conditions of RFC 8621 section 4.4.1 as sets of emails, and as tests of a single one. Sets
 * that it returns may be the index's own: read, never changed.
 */
final class FilterSets {
    private final EmailColumns columns;
    private final Function<EmailFilter, RoaringBitmap> texts;
    private final ThreadSets threads;

    /**
     * @param texts answers {@link Text} and {@link Header} conditions
     */
    FilterSets(EmailColumns columns, Function<EmailFilter, RoaringBitmap> texts) {
        this.columns = columns;
        this.texts = texts;
        this.threads = new ThreadSets(columns);
    }

    ThreadSets threads() {
        return threads;
    }

    /** Whether the set of the filter comes from bitmaps alone, without a look at single emails. */
    static boolean isAlgebra(EmailFilter filter) {
        return switch (filter) {
            case And(var filters) -> filters.stream().allMatch(FilterSets::isAlgebra);
            case Or(var filters) -> filters.stream().allMatch(FilterSets::isAlgebra);
            case Not(var filters) -> filters.stream().allMatch(FilterSets::isAlgebra);
            case InMailbox _,
                    InMailboxOtherThan _,
                    HasKeyword _,
                    NotKeyword _,
                    HasAttachment _,
                    Text _,
                    Header _ ->
                    true;
            case Before _,
                    After _,
                    MinSize _,
                    MaxSize _,
                    AllInThreadHaveKeyword _,
                    SomeInThreadHaveKeyword _,
                    NoneInThreadHaveKeyword _ ->
                    false;
        };
    }

    /** Those of the candidates that match. */
    RoaringBitmap among(EmailFilter filter, RoaringBitmap candidates) {
        if (candidates.isEmpty()) {
            return candidates;
        }
        return switch (filter) {
            case And(var filters) -> all(filters, candidates);
            case Or(var filters) -> any(filters, candidates);
            case Not(var filters) -> RoaringBitmap.andNot(candidates, any(filters, candidates));
            case InMailbox(var mailbox) ->
                    RoaringBitmap.and(candidates, columns.inMailbox(mailbox.value()));
            case InMailboxOtherThan(var mailboxes) ->
                    RoaringBitmap.and(candidates, inOthers(mailboxes));
            case HasKeyword(var keyword) -> RoaringBitmap.and(candidates, with(keyword));
            case NotKeyword(var keyword) -> RoaringBitmap.andNot(candidates, with(keyword));
            case HasAttachment(var value) ->
                    value
                            ? RoaringBitmap.and(candidates, columns.withAttachment())
                            : RoaringBitmap.andNot(candidates, columns.withAttachment());
            case Text text -> RoaringBitmap.and(candidates, texts.apply(text));
            case Header header -> RoaringBitmap.and(candidates, texts.apply(header));
            case SomeInThreadHaveKeyword(var keyword) ->
                    threads.someAmong(with(keyword), candidates);
            case AllInThreadHaveKeyword(var keyword) -> threads.allAmong(with(keyword), candidates);
            case NoneInThreadHaveKeyword(var keyword) ->
                    RoaringBitmap.andNot(candidates, threads.someAmong(with(keyword), candidates));
            case Before _, After _, MinSize _, MaxSize _ ->
                    Bitmaps.filter(candidates, test(filter));
        };
    }

    /** The filter as a test of one email that exists. */
    IntPredicate test(EmailFilter filter) {
        return switch (filter) {
            case And(var filters) -> {
                var tests = filters.stream().map(this::test).toArray(IntPredicate[]::new);
                yield email -> allHold(tests, email);
            }
            case Or(var filters) -> anyOf(filters);
            case Not(var filters) -> anyOf(filters).negate();
            case Before(var instant) -> {
                long bound = ReceivedRange.ceilMillis(instant);
                yield email -> columns.receivedAt(email) < bound;
            }
            case After(var instant) -> {
                long bound = ReceivedRange.ceilMillis(instant);
                yield email -> columns.receivedAt(email) >= bound;
            }
            case MinSize(var octets) -> email -> columns.size(email) >= octets;
            case MaxSize(var octets) -> email -> columns.size(email) < octets;
            case SomeInThreadHaveKeyword(var keyword) -> threads.someTest(with(keyword));
            case AllInThreadHaveKeyword(var keyword) -> threads.allTest(with(keyword));
            case NoneInThreadHaveKeyword(var keyword) -> threads.someTest(with(keyword)).negate();
            case InMailbox _,
                    InMailboxOtherThan _,
                    HasKeyword _,
                    NotKeyword _,
                    HasAttachment _,
                    Text _,
                    Header _ ->
                    among(filter, columns.all())::contains;
        };
    }

    private RoaringBitmap all(List<EmailFilter> filters, RoaringBitmap candidates) {
        var left = candidates;
        var cheapFirst = Comparator.comparing((EmailFilter filter) -> !isAlgebra(filter));
        for (var filter : filters.stream().sorted(cheapFirst).toList()) {
            left = among(filter, left);
        }
        return left;
    }

    private RoaringBitmap any(List<EmailFilter> filters, RoaringBitmap candidates) {
        var found = new RoaringBitmap();
        for (var filter : filters) {
            found.or(among(filter, candidates));
        }
        return found;
    }

    private IntPredicate anyOf(List<EmailFilter> filters) {
        var tests = filters.stream().map(this::test).toArray(IntPredicate[]::new);
        return email -> anyHolds(tests, email);
    }

    private static boolean allHold(IntPredicate[] tests, int email) {
        for (var test : tests) {
            if (!test.test(email)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyHolds(IntPredicate[] tests, int email) {
        for (var test : tests) {
            if (test.test(email)) {
                return true;
            }
        }
        return false;
    }

    RoaringBitmap with(String keyword) {
        return columns.withKeyword(keyword.toLowerCase(Locale.ROOT));
    }

    private RoaringBitmap inOthers(Set<MailboxId> mailboxes) {
        var others = new RoaringBitmap();
        for (int mailbox : columns.mailboxes()) {
            if (!mailboxes.contains(new MailboxId(mailbox))) {
                others.or(columns.inMailbox(mailbox));
            }
        }
        return others;
    }
}
