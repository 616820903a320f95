package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.AsOf.Reason;
import io.daybook.core.Moment;
import io.daybook.email.projection.PastMailViews;
import io.daybook.mailbox.projection.MailboxReads;
import io.daybook.thread.projection.ThreadReads;

/** Reads of an account as it was at a moment of its past. */
public interface PastReads {
    /**
     * Finds the moment.
     *
     * @throws io.daybook.core.Unavailable when the views could not be caught up within the bound
     */
    Found find(AccountId account, Moment moment);

    /** The moment, or why there was none. */
    sealed interface Found {}

    /** The account after event {@code seq}; nothing is folded before something is read. */
    record Then(long seq, Views views) implements Found {}

    record Never(Reason reason) implements Found {}

    /** The reads that the past can answer, of this one account. */
    interface Views extends PastMailViews, MailboxReads, ThreadReads {}
}
