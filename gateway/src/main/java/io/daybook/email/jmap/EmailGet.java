package io.daybook.email.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.email.GetEmails;
import io.daybook.email.GetEmails.Emails;
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
        var budget = new Budget();
        var answer =
                GET.answer(
                        account,
                        ids,
                        selection,
                        call,
                        (known, limit) -> {
                            var query = new GetEmails(account, known, limit);
                            var found = call.query(query, Emails.class);
                            var records =
                                    found.emails().stream()
                                            .map(view ->
                                                    EmailRecord.of(
                                                            account, view, options, budget,
                                                            messages))
                                            .toList();
                            return new Found<>(
                                    found.state(), records, found.notFound(), found.more());
                        });
        return List.of(new Response(name(), answer));
    }
}
