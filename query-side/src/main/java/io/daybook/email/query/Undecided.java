package io.daybook.email.query;

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
import io.daybook.email.projection.text.TextQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds for which emails a filter cannot be answered without knowing what their messages say, by
 * the logic of three values: a condition holds, does not, or nobody knows.
 */
final class Undecided {
    private final FilterSets sets;

    Undecided(EmailColumns columns) {
        this.sets = new FilterSets(columns, _ -> new RoaringBitmap());
    }

    /**
     * @param matching those that match whatever the messages say
     * @param possible those too that match or not
     */
    private record Bounds(RoaringBitmap matching, RoaringBitmap possible) {}

    /** Those of these emails, none of whose messages is known, that match or not. */
    RoaringBitmap among(@Nullable EmailFilter filter, RoaringBitmap emails) {
        if (filter == null || emails.isEmpty()) {
            return new RoaringBitmap();
        }
        var bounds = bounds(filter, emails);
        return RoaringBitmap.andNot(bounds.possible(), bounds.matching());
    }

    private Bounds bounds(EmailFilter filter, RoaringBitmap emails) {
        return switch (filter) {
            case And(var filters) -> all(filters, emails);
            case Or(var filters) -> any(filters, emails);
            case Not(var filters) -> {
                var some = any(filters, emails);
                yield new Bounds(
                        RoaringBitmap.andNot(emails, some.possible()),
                        RoaringBitmap.andNot(emails, some.matching()));
            }
            case Text(_, var text) -> {
                var query = TextQuery.parse(text);
                yield new Bounds(
                        query.isBlank() ? emails : new RoaringBitmap(),
                        query.isBlank() || !query.phrases().isEmpty()
                                ? emails
                                : new RoaringBitmap());
            }
            case Header _ -> new Bounds(new RoaringBitmap(), emails);
            case InMailbox _,
                    InMailboxOtherThan _,
                    Before _,
                    After _,
                    MinSize _,
                    MaxSize _,
                    HasKeyword _,
                    NotKeyword _,
                    HasAttachment _,
                    AllInThreadHaveKeyword _,
                    SomeInThreadHaveKeyword _,
                    NoneInThreadHaveKeyword _ -> {
                var known = sets.among(filter, emails);
                yield new Bounds(known, known);
            }
        };
    }

    private Bounds all(List<EmailFilter> filters, RoaringBitmap emails) {
        var matching = emails;
        var possible = emails;
        for (var filter : filters) {
            var bounds = bounds(filter, emails);
            matching = RoaringBitmap.and(matching, bounds.matching());
            possible = RoaringBitmap.and(possible, bounds.possible());
        }
        return new Bounds(matching, possible);
    }

    private Bounds any(List<EmailFilter> filters, RoaringBitmap emails) {
        var matching = new RoaringBitmap();
        var possible = new RoaringBitmap();
        for (var filter : filters) {
            var bounds = bounds(filter, emails);
            matching = RoaringBitmap.or(matching, bounds.matching());
            possible = RoaringBitmap.or(possible, bounds.possible());
        }
        return new Bounds(matching, possible);
    }
}
