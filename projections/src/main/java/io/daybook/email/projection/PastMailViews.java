package io.daybook.email.projection;

import io.daybook.core.AccountId;
import org.roaringbitmap.RoaringBitmap;

/** The mail views as they were at a moment of the past, and the texts of the emails of then. */
public interface PastMailViews extends MailViews {
    /**
     * The texts of those emails of then whose numbers are not among these. At first their messages
     * are read, which takes as long as a reader may wait at most: who asks again goes on from
     * there.
     *
     * @return texts of all these emails, and maybe of others
     * @throws io.daybook.core.Unavailable when they are not all read yet
     */
    Texts textsExcept(AccountId account, RoaringBitmap others);

    /** The texts, or why they are not read. */
    sealed interface Texts {}

    record Readable(GoneTexts.Held texts) implements Texts {}

    /**
     * @param messages how many would have to be read
     */
    record TooMany(int messages) implements Texts {}
}
