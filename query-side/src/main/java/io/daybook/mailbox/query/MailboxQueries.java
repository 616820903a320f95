package io.daybook.mailbox.query;

import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.GetMailboxes.Mailboxes;
import io.daybook.mailbox.projection.MailboxReads;
import io.daybook.mailbox.projection.MailboxRow;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetMailboxes}. */
public final class MailboxQueries {
    private final MailboxReads reads;

    public MailboxQueries(MailboxReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public Mailboxes handle(GetMailboxes query) {
        var mailboxes = reads.mailboxes(query.account());
        return new Mailboxes(
                mailboxes.state(),
                mailboxes.version(),
                mailboxes.rows().stream().map(MailboxRow::toView).toList());
    }
}
