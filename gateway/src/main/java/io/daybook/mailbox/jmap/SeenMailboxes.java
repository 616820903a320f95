package io.daybook.mailbox.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.GetMailboxes.Mailboxes;

/** The mailboxes of an account, as the user of a call sees them. */
final class SeenMailboxes {
    private SeenMailboxes() {}

    static Mailboxes of(AccountId account, Call call) {
        var all = call.query(new GetMailboxes(account), Mailboxes.class);
        var seen = call.visible(account);
        if (seen.personal()) {
            return all;
        }
        return new Mailboxes(
                all.state(),
                all.version(),
                all.mailboxes().stream().map(mailbox -> mailbox.in(seen)).toList());
    }
}
