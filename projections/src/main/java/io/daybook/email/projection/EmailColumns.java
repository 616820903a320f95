package io.daybook.email.projection;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The emails of one account as columns, for filtering and sorting. Emails, threads and mailboxes
 * are named by the numbers of their ids. Valid only inside the read that handed it out; bitmaps and
 * arrays are the index's own: read, never changed, never kept.
 */
public interface EmailColumns {
    RoaringBitmap all();

    /** Every mailbox that has emails, in any order; others may be among them. */
    int[] mailboxes();

    /** Empty when there is no such mailbox. */
    RoaringBitmap inMailbox(int mailbox);

    /** How many threads have an email in the mailbox. */
    int threadsIn(int mailbox);

    /** Empty when no email has the keyword (lower case). */
    RoaringBitmap withKeyword(String keyword);

    RoaringBitmap withAttachment();

    /** Milliseconds since 1970. */
    long receivedAt(int email);

    /** Milliseconds since 1970; {@code Long.MIN_VALUE} when the message has no readable Date. */
    long sentAt(int email);

    /** Octets. */
    long size(int email);

    int thread(int email);

    /** Emails of the thread by ascending receivedAt, then id. */
    int[] threadEmails(int thread);

    /** The emails of a mailbox (of the account for null) by ascending receivedAt, then id. */
    Order byReceivedAt(@Nullable Integer mailbox);

    /** See {@link EmailRow#subjectKey()}; loaded when first asked for. */
    String subjectKey(int email);

    String fromKey(int email);

    String toKey(int email);

    /** A sorted list of emails with constant-time access by rank. */
    interface Order {
        int size();

        int emailAt(int rank);

        /** The rank of an email that is in the list, else -1; logarithmic. */
        int rankOf(int email);
    }
}
