package io.daybook.email.query;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.projection.EmailHistory;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which emails may have matched a filter before: those that no condition excludes now that would
 * have done so before, too, because nothing that it looks at has changed.
 */
record FormerMatches(@Nullable EmailFilter filter, EmailHistory history, FilterSets sets) {
    RoaringBitmap among(RoaringBitmap emails) {
        return filter == null ? emails : among(filter, emails);
    }

    private RoaringBitmap among(EmailFilter condition, RoaringBitmap emails) {
        if (condition instanceof And(var conditions)) {
            var left = emails;
            for (var one : conditions) {
                left = among(one, left);
            }
            return left;
        }
        var dependence = Dependence.of(condition);
        if (emails.isEmpty() || dependence.threadKeywords()) {
            return emails;
        }
        var changed = new RoaringBitmap();
        if (dependence.mailboxes()) {
            changed.or(history.moved());
        }
        if (dependence.keywords()) {
            changed.or(history.flagged());
        }
        var unchanged = RoaringBitmap.andNot(emails, changed);
        return RoaringBitmap.or(
                RoaringBitmap.and(emails, changed), sets.among(condition, unchanged));
    }
}
