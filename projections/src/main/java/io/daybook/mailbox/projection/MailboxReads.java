package io.daybook.mailbox.projection;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.List;

/** Reads mailboxes, never behind what the account's stream had when the read began. */
public interface MailboxReads {
    /**
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    MailboxRows mailboxes(AccountId account);

    /**
     * All mailboxes at one version of the stream.
     *
     * @param rows by ascending id
     */
    record MailboxRows(State state, long version, List<MailboxRow> rows) {}
}
