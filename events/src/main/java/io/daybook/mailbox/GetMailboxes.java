package io.daybook.mailbox;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.List;

/** Asks for all mailboxes of an account: there are at most a few thousand. */
public record GetMailboxes(AccountId account) {
    /**
     * @param version the sequence number up to which the view has seen the stream
     * @param mailboxes by ascending id
     */
    public record Mailboxes(State state, long version, List<MailboxView> mailboxes) {
        public Mailboxes {
            mailboxes = List.copyOf(mailboxes);
        }
    }
}
