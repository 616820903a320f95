package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns;
import org.roaringbitmap.RoaringBitmap;

/** Emails by ascending id: the order of a query without a sort. */
record IdOrder(RoaringBitmap emails) implements EmailColumns.Order {
    @Override
    public int size() {
        return emails.getCardinality();
    }

    @Override
    public int emailAt(int rank) {
        return emails.select(rank);
    }

    @Override
    public int rankOf(int email) {
        return emails.contains(email) ? emails.rank(email) - 1 : -1;
    }
}
