package io.daybook.email.query;

import io.daybook.core.EmailId;
import io.daybook.email.EmailPlace;
import io.daybook.email.EmailPlace.Value;
import io.daybook.email.EmailSort;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailColumns.Order;
import java.util.List;
import java.util.function.IntPredicate;

/** Tells where in a sorted list an email is, or was. */
final class Places {
    private final List<EmailSort> sorts;
    private final EmailColumns columns;
    private final FilterSets sets;

    Places(List<EmailSort> sorts, ResultList results) {
        this.sorts = sorts;
        this.columns = results.columns();
        this.sets = results.sets();
    }

    EmailPlace of(int email) {
        return new EmailPlace(
                new EmailId(email), sorts.stream().map(sort -> value(sort, email)).toList());
    }

    /** The rank of the first email of the order that is behind the place. */
    int firstBehind(EmailPlace place, Order order) {
        int low = 0;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(order.emailAt(middle), place) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int email, EmailPlace place) {
        for (int i = 0; i < sorts.size(); i++) {
            var sort = sorts.get(i);
            int order = compare(sort, value(sort, email), place.values().get(i));
            if (order != 0) {
                return sort.isAscending() ? order : -order;
            }
        }
        return Integer.compare(email, place.email().value());
    }

    private static int compare(EmailSort sort, Value one, Value other) {
        String text = one.text();
        String otherText = other.text();
        if (text == null || otherText == null) {
            return Long.compare(one.number(), other.number());
        }
        var collation = Collation.named(sort.collation());
        return Collation.compareKeys(collation.key(text), collation.key(otherText));
    }

    private Value value(EmailSort sort, int email) {
        return switch (sort.property()) {
            case RECEIVED_AT -> new Value(columns.receivedAt(email), null);
            case SIZE -> new Value(columns.size(email), null);
            case SENT_AT -> new Value(columns.sentAt(email), null);
            case SUBJECT -> new Value(0, columns.subjectKey(email));
            case FROM -> new Value(0, columns.fromKey(email));
            case TO -> new Value(0, columns.toKey(email));
            case HAS_KEYWORD -> holds(sets.with(SortKeys.keyword(sort))::contains, email);
            case SOME_IN_THREAD_HAVE_KEYWORD ->
                    holds(sets.threads().someTest(sets.with(SortKeys.keyword(sort))), email);
            case ALL_IN_THREAD_HAVE_KEYWORD ->
                    holds(sets.threads().allTest(sets.with(SortKeys.keyword(sort))), email);
        };
    }

    private static Value holds(IntPredicate test, int email) {
        return new Value(test.test(email) ? 1 : 0, null);
    }
}
