package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.email.GetEmails;
import io.daybook.email.GetEmails.Emails;

/** Email/get (RFC 8621 section 4.2). */
record EmailGet(Messages messages) implements StandardGet.Source<EmailId, EmailRecord> {
    static Method method(Messages messages) {
        return new StandardGet<>(EmailProperties.TYPE, new EmailGet(messages));
    }

    @Override
    public StandardGet.Records<EmailId, EmailRecord> records(
            AccountId account, Arguments arguments, Call call) {
        var options = BodyOptions.read(arguments);
        var budget = new Budget();
        return (ids, limit) -> {
            var found = call.query(new GetEmails(account, ids, limit), Emails.class);
            var records =
                    found.emails().stream()
                            .map(view -> new EmailRecord(account, view, options, budget, messages))
                            .toList();
            return new Found<>(found.state(), records, found.notFound(), found.more());
        };
    }
}
