package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/** What holds of an email because of the whole thread that it is in. */
final class ThreadSets {
    /** To visit the emails of a thread costs about as much as this many single emails. */
    private static final int FEW = 8;

    private final EmailColumns columns;

    ThreadSets(EmailColumns columns) {
        this.columns = columns;
    }

    /** Those candidates whose thread has at least one email with the keyword. */
    RoaringBitmap someAmong(RoaringBitmap keyword, RoaringBitmap candidates) {
        if (keyword.getCardinality() < candidates.getCardinality() / FEW) {
            return RoaringBitmap.and(candidates, some(keyword));
        }
        if (candidates.getCardinality() < keyword.getCardinality() / FEW) {
            return Bitmaps.filter(candidates, someTest(keyword));
        }
        var threads = of(keyword);
        return Bitmaps.filter(candidates, email -> threads.contains(columns.thread(email)));
    }

    /** Those candidates whose thread has no email without the keyword. */
    RoaringBitmap allAmong(RoaringBitmap keyword, RoaringBitmap candidates) {
        // The email itself is of its thread, so only those that have the keyword come into
        // question.
        var having = RoaringBitmap.and(candidates, keyword);
        var lacking = RoaringBitmap.andNot(columns.all(), keyword);
        if (having.getCardinality() < lacking.getCardinality() / FEW) {
            return Bitmaps.filter(having, allTest(keyword));
        }
        var threads = of(lacking);
        return Bitmaps.filter(having, email -> !threads.contains(columns.thread(email)));
    }

    private PagedBits of(RoaringBitmap emails) {
        var threads = new PagedBits();
        Bitmaps.forEach(emails, email -> threads.add(columns.thread(email)));
        return threads;
    }

    /** All emails of the threads in which some email has the keyword. */
    RoaringBitmap some(RoaringBitmap keyword) {
        var threads = new PagedBits();
        var emails = new PagedBits();
        Bitmaps.forEach(
                keyword,
                email -> {
                    int thread = columns.thread(email);
                    if (threads.add(thread)) {
                        for (int member : columns.threadEmails(thread)) {
                            emails.add(member);
                        }
                    }
                });
        return emails.toBitmap();
    }

    /** All emails of these threads. */
    RoaringBitmap members(RoaringBitmap threads) {
        var members = new PagedBits();
        Bitmaps.forEach(
                threads,
                thread -> {
                    for (int member : columns.threadEmails(thread)) {
                        members.add(member);
                    }
                });
        return members.toBitmap();
    }

    IntPredicate someTest(RoaringBitmap keyword) {
        var some = remembered(thread -> hasSome(thread, keyword));
        return email -> keyword.contains(email) || some.test(columns.thread(email));
    }

    IntPredicate allTest(RoaringBitmap keyword) {
        var all = remembered(thread -> hasAll(thread, keyword));
        return email -> keyword.contains(email) && all.test(columns.thread(email));
    }

    private boolean hasSome(int thread, RoaringBitmap keyword) {
        for (int member : columns.threadEmails(thread)) {
            if (keyword.contains(member)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAll(int thread, RoaringBitmap keyword) {
        for (int member : columns.threadEmails(thread)) {
            if (!keyword.contains(member)) {
                return false;
            }
        }
        return true;
    }

    /** The test, which looks at each thread once, however many of its emails come. */
    private static IntPredicate remembered(IntPredicate test) {
        var known = new PagedBits();
        var holds = new PagedBits();
        return thread -> {
            if (known.add(thread) && test.test(thread)) {
                holds.add(thread);
            }
            return holds.contains(thread);
        };
    }

    /** How many threads the emails are of. */
    int count(RoaringBitmap emails) {
        return of(emails).size();
    }
}
