package io.daybook.account.projection;

import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Operations on a large bitmap and a few emails, which cost what the few cost: those of the bitmaps
 * themselves go over, and copy, what they hold of the same 65,536 numbers.
 */
final class FewEmails {
    private static final int FEW = 16;

    private FewEmails() {}

    private static boolean areFew(RoaringBitmap emails) {
        return emails.getCardinality() <= FEW;
    }

    static void add(RoaringBitmap emails, RoaringBitmap to) {
        if (areFew(emails)) {
            emails.forEach((IntConsumer) to::add);
        } else {
            to.or(emails);
        }
    }

    static void remove(RoaringBitmap emails, RoaringBitmap from) {
        if (areFew(emails)) {
            emails.forEach((IntConsumer) from::remove);
        } else {
            from.andNot(emails);
        }
    }

    /** Those of the emails that are in the other bitmap. */
    static RoaringBitmap in(RoaringBitmap emails, RoaringBitmap others) {
        if (!areFew(emails)) {
            return RoaringBitmap.and(emails, others);
        }
        var in = new RoaringBitmap();
        emails.forEach(
                (IntConsumer)
                        email -> {
                            if (others.contains(email)) {
                                in.add(email);
                            }
                        });
        return in;
    }

    /** Those of the emails that are not in the other bitmap. */
    static RoaringBitmap notIn(RoaringBitmap emails, RoaringBitmap others) {
        return RoaringBitmap.andNot(emails, in(emails, others));
    }
}
