package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.email.EmailFilter;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes the texts searchable of emails that the {@link TextIndex} does not have any more, from
 * their messages and in memory alone. A condition finds in them what it would find in the index.
 */
public interface GoneTexts {
    /** Room for texts of an account; there are none in it yet. */
    Held of(AccountId account);

    /** Texts of one account. Some may search while others add. Nobody has to close it. */
    interface Held {
        /**
         * Reads the messages and adds their texts; touches the disk. An email whose message is not
         * kept any more is {@link #unread()}.
         *
         * @param messages by the numbers of their emails, none of which was added before
         */
        void add(Map<Integer, BlobId> messages);

        /** The numbers of the emails that match; a fresh bitmap that the caller may change. */
        RoaringBitmap search(EmailFilter.Text condition);

        /**
         * The same; touches the disk. An email whose message must be looked at, and went since its
         * text was added, becomes {@link #unread()}.
         */
        RoaringBitmap search(EmailFilter.Header condition);

        /**
         * The emails that were added without a text that can be relied on, as their messages are
         * not kept any more; a fresh bitmap.
         */
        RoaringBitmap unread();

        /** Octets of memory, roughly. */
        long weight();
    }
}
