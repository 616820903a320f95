package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.mailbox.GetMailboxes.Mailboxes;
import io.daybook.mailbox.MailboxView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Mailbox/get (RFC 8621 section 2.1). */
final class MailboxGet implements Method {
    private static final StandardGet<MailboxId, MailboxView> GET =
            new StandardGet<>(MailboxProperties.TABLE, MailboxId::parse);

    @Override
    public String name() {
        return "Mailbox/get";
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
        arguments.noOthers();
        var answer =
                GET.answer(
                        account,
                        ids,
                        selection,
                        call,
                        (known, _) -> find(SeenMailboxes.of(account, call), known));
        return List.of(new Response(name(), answer));
    }

    // RFC 8621 section 2.1: ids may be null to fetch all at once, however many there are.
    private static Found<MailboxId, MailboxView> find(
            Mailboxes all, @Nullable List<MailboxId> ids) {
        if (ids == null) {
            return new Found<>(all.state(), all.mailboxes(), List.of(), false);
        }
        var byId = HashMap.<MailboxId, MailboxView>newHashMap(all.mailboxes().size());
        all.mailboxes().forEach(mailbox -> byId.put(mailbox.id(), mailbox));
        var found = new ArrayList<MailboxView>();
        var notFound = new ArrayList<MailboxId>();
        for (MailboxId id : ids) {
            MailboxView mailbox = byId.get(id);
            if (mailbox == null) {
                notFound.add(id);
            } else {
                found.add(mailbox);
            }
        }
        return new Found<>(all.state(), found, notFound, false);
    }
}
