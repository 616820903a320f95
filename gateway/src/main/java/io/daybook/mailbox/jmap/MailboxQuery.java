package io.daybook.mailbox.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.ListQueries;
import io.daybook.core.jmap.standard.ListQueries.All;
import io.daybook.core.jmap.standard.PastMethod;
import io.daybook.core.jmap.standard.StandardQuery;
import io.daybook.core.jmap.standard.StandardQueryChanges;
import io.daybook.mailbox.MailboxView;

/** Mailbox/query and Mailbox/queryChanges (RFC 8621 sections 2.3 and 2.4). */
final class MailboxQuery {
    private static final ListQueries<MailboxId, MailboxView> QUERIES =
            new ListQueries<>(MailboxProperties.TYPE, MailboxQuery::all, new MailboxTerms());

    private MailboxQuery() {}

    static Method method() {
        return new PastMethod(new StandardQuery<>(MailboxProperties.TYPE, QUERIES));
    }

    static Method changes() {
        return new StandardQueryChanges<>(MailboxProperties.TYPE, QUERIES);
    }

    private static All<MailboxView> all(AccountId account, Call call) {
        var all = SeenMailboxes.of(account, call);
        return new All<>(all.state(), all.mailboxes());
    }
}
