package io.daybook.email.query;

import io.daybook.email.EmailSort;
import io.daybook.email.projection.EmailColumns;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.roaringbitmap.RoaringBitmap;

/** Makes the keys by which emails are sorted (RFC 8621 section 4.4.2). */
final class SortKeys {
    private final EmailColumns columns;
    private final FilterSets sets;
    private final int[] emails;

    SortKeys(EmailColumns columns, FilterSets sets, int[] emails) {
        this.columns = columns;
        this.sets = sets;
        this.emails = emails;
    }

    SortKey of(List<EmailSort> sorts) {
        var key = new SortKey(new long[emails.length], 0);
        for (var sort : sorts) {
            key = key.then(of(sort));
        }
        return key;
    }

    private SortKey of(EmailSort sort) {
        long[] numbers =
                switch (sort.property()) {
                    case RECEIVED_AT -> numbers(columns::receivedAt);
                    case SIZE -> numbers(columns::size);
                    case SENT_AT -> sentAt();
                    case SUBJECT -> texts(columns::subjectKey, Collation.named(sort.collation()));
                    case FROM -> texts(columns::fromKey, Collation.named(sort.collation()));
                    case TO -> texts(columns::toKey, Collation.named(sort.collation()));
                    case HAS_KEYWORD -> members(sets.with(keyword(sort)));
                    case SOME_IN_THREAD_HAVE_KEYWORD ->
                            members(sets.threads().someAmong(sets.with(keyword(sort)), emailSet()));
                    case ALL_IN_THREAD_HAVE_KEYWORD ->
                            members(sets.threads().allAmong(sets.with(keyword(sort)), emailSet()));
                };
        return SortKey.of(numbers, sort.isAscending());
    }

    static String keyword(EmailSort sort) {
        var keyword = sort.keyword();
        if (keyword == null) {
            throw new IllegalArgumentException("a sort by keyword names the keyword");
        }
        return keyword;
    }

    private RoaringBitmap emailSet() {
        return RoaringBitmap.bitmapOf(emails);
    }

    private long[] numbers(IntToLongFunction column) {
        long[] numbers = new long[emails.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = column.applyAsLong(emails[i]);
        }
        return numbers;
    }

    /** No date comes right before the earliest, so that the range stays narrow. */
    private long[] sentAt() {
        long[] numbers = numbers(columns::sentAt);
        long earliest = Long.MAX_VALUE;
        for (long number : numbers) {
            if (number != Long.MIN_VALUE) {
                earliest = Math.min(earliest, number);
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == Long.MIN_VALUE) {
                numbers[i] = earliest - 1;
            }
        }
        return numbers;
    }

    // RFC 8620 section 5.5: false comes before true.
    private long[] members(RoaringBitmap set) {
        return numbers(email -> set.contains(email) ? 1 : 0);
    }

    private long[] texts(IntFunction<String> column, Collation collation) {
        var distinct = new HashMap<String, Integer>();
        int[] texts = new int[emails.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = distinct.computeIfAbsent(column.apply(emails[i]), _ -> distinct.size());
        }
        String[] keys = new String[distinct.size()];
        distinct.forEach((text, number) -> keys[number] = collation.key(text));
        long[] ranks = ranks(keys);
        long[] numbers = new long[texts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ranks[texts[i]];
        }
        return numbers;
    }

    /** Where each key is among all; equal keys are at the same place. */
    private static long[] ranks(String[] keys) {
        var order = new Integer[keys.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (one, other) -> Collation.compareKeys(keys[one], keys[other]));
        long[] ranks = new long[keys.length];
        for (int i = 1; i < order.length; i++) {
            boolean same = keys[order[i]].equals(keys[order[i - 1]]);
            ranks[order[i]] = ranks[order[i - 1]] + (same ? 0 : 1);
        }
        return ranks;
    }
}
