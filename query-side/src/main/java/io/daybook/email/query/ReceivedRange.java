package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns;
import java.time.Instant;

/**
 * An interval of received dates.
 *
 * @param from milliseconds since 1970, inclusive
 * @param before milliseconds since 1970, exclusive; {@code Long.MAX_VALUE} is no bound
 */
record ReceivedRange(long from, long before) {
    static final ReceivedRange ALL = new ReceivedRange(Long.MIN_VALUE, Long.MAX_VALUE);

    // RFC 8621 section 4.4.1: "after" includes its instant, "before" does not.
    ReceivedRange after(Instant instant) {
        return new ReceivedRange(Math.max(from, ceilMillis(instant)), before);
    }

    ReceivedRange before(Instant instant) {
        return new ReceivedRange(from, Math.min(before, ceilMillis(instant)));
    }

    boolean isAll() {
        return equals(ALL);
    }

    boolean contains(long receivedAt) {
        return receivedAt >= from && receivedAt < before;
    }

    /** The part of an order by ascending received date that is in this interval. */
    EmailColumns.Order of(EmailColumns.Order order, EmailColumns columns) {
        if (isAll()) {
            return order;
        }
        int start = firstAtOrAfter(order, columns, from);
        int end = Math.max(start, firstAtOrAfter(order, columns, before));
        return new Slice(order, start, end);
    }

    private static int firstAtOrAfter(EmailColumns.Order order, EmailColumns columns, long bound) {
        int low = 0;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns.receivedAt(order.emailAt(middle)) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first whole millisecond that is not before the instant, within the range of a long. */
    static long ceilMillis(Instant instant) {
        if (instant.getEpochSecond() > Long.MAX_VALUE / 1000 - 1) {
            return Long.MAX_VALUE;
        }
        if (instant.getEpochSecond() < Long.MIN_VALUE / 1000 + 1) {
            return Long.MIN_VALUE;
        }
        return instant.getEpochSecond() * 1000 + Math.ceilDiv(instant.getNano(), 1_000_000);
    }

    private record Slice(EmailColumns.Order order, int start, int end)
            implements EmailColumns.Order {
        @Override
        public int size() {
            return end - start;
        }

        @Override
        public int emailAt(int rank) {
            return order.emailAt(start + rank);
        }

        @Override
        public int rankOf(int email) {
            int rank = order.rankOf(email);
            return rank >= start && rank < end ? rank - start : -1;
        }
    }
}
