package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.PastMethod;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.GetEmails.Emails;
import java.util.ArrayList;
import java.util.List;

/** Email/get (RFC 8621 section 4.2). */
record EmailGet(Messages messages) implements StandardGet.Source<EmailId, EmailRecord> {
    static Method method(Messages messages) {
        return new PastMethod(new StandardGet<>(EmailProperties.TYPE, new EmailGet(messages)));
    }

    @Override
    public StandardGet.Records<EmailId, EmailRecord> records(
            AccountId account, Arguments arguments, Call call) {
        var options = BodyOptions.read(arguments);
        return (ids, limit) -> {
            var found = call.query(new GetEmails(account, ids, limit), Emails.class);
            return new Found<>(
                    found.state(),
                    records(account, found.emails(), options),
                    found.notFound(),
                    found.more());
        };
    }

    private List<EmailRecord> records(
            AccountId account, List<EmailView> views, BodyOptions options) {
        var budget = new Budget();
        var page =
                new DigestPage(
                        messages.digests(), account, views.stream().map(EmailView::blob).toList());
        var records = new ArrayList<EmailRecord>(views.size());
        for (int i = 0; i < views.size(); i++) {
            int at = i;
            records.add(
                    EmailRecord.of(
                            account, views.get(i), options, budget, messages, () -> page.at(at)));
        }
        return records;
    }
}
