package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.email.EmailFilter;
import org.roaringbitmap.RoaringBitmap;

/**
 * The index of the text of emails: the port of full text search. An account's index reaches only
 * its own mail. What a word is, and how a text is searched for, is told by {@link
 * io.daybook.email.projection.text}. A header field contains a text when its value does, decoded,
 * without regard to case, diacritics and the amount of white space.
 */
public interface TextIndex {
    /** The sequence number up to which the account's stream is indexed and searchable, or -1. */
    long version(AccountId account);

    /**
     * Makes the index searchable up to {@code version} of the account's stream, reading what is
     * missing.
     *
     * @return false when it could not within the bound of the adapter
     */
    boolean catchUp(AccountId account, long version);

    /**
     * The numbers of the emails that match one text condition; a fresh bitmap that the caller may
     * change.
     */
    RoaringBitmap search(AccountId account, EmailFilter.Text condition);

    RoaringBitmap search(AccountId account, EmailFilter.Header condition);
}
