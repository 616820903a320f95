package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.GetEmails.Emails;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Email/get (RFC 8621 section 4.2). */
final class EmailGet implements Method {
    private static final StandardGet<EmailId, EmailRecord> GET =
            new StandardGet<>(EmailProperties.TABLE, EmailId::parse);

    private final Messages messages;

    EmailGet(Messages messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "Email/get";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var ids = GET.ids(arguments, call);
        var selection = GET.selection(arguments);
        var options = BodyOptions.read(arguments);
        arguments.noOthers();
        var answer =
                GET.answer(
                        account,
                        ids,
                        selection,
                        call,
                        (known, limit) -> {
                            var query = new GetEmails(account, known, limit);
                            var found = call.query(query, Emails.class);
                            return new Found<>(
                                    found.state(),
                                    records(account, found.emails(), options),
                                    found.notFound(),
                                    found.more());
                        });
        return List.of(new Response(name(), answer));
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
