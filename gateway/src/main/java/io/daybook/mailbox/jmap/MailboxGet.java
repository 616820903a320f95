package io.daybook.mailbox.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.PastMethod;
import io.daybook.core.jmap.standard.StandardGet;

/** Mailbox/get (RFC 8621 section 2.1). */
final class MailboxGet {
    private MailboxGet() {}

    static Method method() {
        // RFC 8621 section 2.1: ids may be null to fetch all at once, however many there are.
        return new PastMethod(
                new StandardGet<>(
                        MailboxProperties.TYPE,
                        (account, _, call) ->
                                (ids, _) -> {
                                    var all = SeenMailboxes.of(account, call);
                                    return StandardGet.among(
                                            all.state(),
                                            all.mailboxes(),
                                            MailboxProperties.TABLE,
                                            ids);
                                }));
    }
}
