package io.daybook.mailbox.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.mailbox.MailboxView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mailbox/query (RFC 8621 section 2.3). */
final class MailboxQuery implements Method {
    @Override
    public String name() {
        return "Mailbox/query";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        JsonNode filterNode = arguments.nullable("filter");
        Predicate<MailboxView> filter =
                filterNode == null
                        ? _ -> true
                        : new FilterTree<>(new MailboxFilter(call)).read(filterNode);
        Comparator<MailboxView> order = MailboxOrder.read(arguments);
        boolean sortAsTree = arguments.bool("sortAsTree", false);
        boolean filterAsTree = arguments.bool("filterAsTree", false);
        var paging = Paging.read(arguments);
        arguments.noOthers();
        var all = SeenMailboxes.of(account, call);
        var matching = matching(all.mailboxes(), filter, filterAsTree);
        var ids = sorted(all.mailboxes(), matching, order, sortAsTree);
        var page = paging.of(ids.stream().map(MailboxView::id).toList(), call);
        var answer =
                paging.answer(account, all.state(), page.items(), page.position(), page.total());
        return List.of(new Response(name(), answer));
    }

    private static List<MailboxView> matching(
            List<MailboxView> all, Predicate<MailboxView> filter, boolean asTree) {
        return asTree
                ? new MailboxForest(all).connected(filter)
                : all.stream().filter(filter).toList();
    }

    private static List<MailboxView> sorted(
            List<MailboxView> all,
            List<MailboxView> matching,
            Comparator<MailboxView> order,
            boolean asTree) {
        if (!asTree) {
            return matching.stream().sorted(order).toList();
        }
        // The tree is that of the account: ancestors that do not match still decide the order.
        var wanted = new HashSet<>(matching);
        return new MailboxForest(all).sorted(order).stream().filter(wanted::contains).toList();
    }
}
