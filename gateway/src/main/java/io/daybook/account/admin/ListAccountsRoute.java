package io.daybook.account.admin;

import io.daybook.account.ListAccounts;
import io.daybook.core.AccountId;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Cursors;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import io.daybook.core.http.Answer;
import io.daybook.core.jmap.Bus;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which accounts there are. */
final class ListAccountsRoute {
    private static final Type COUNT = new Type.Whole(0, Long.MAX_VALUE);

    private ListAccountsRoute() {}

    static AdminRoute route(Bus bus) {
        var account =
                Type.thing(
                        Field.required("id", Type.text(64), "of the account"),
                        Field.required("owner", Type.text(320), "the address of its user"),
                        Field.required("emails", COUNT, "how many it has"),
                        Field.required("usedOctets", COUNT, "of messages"),
                        Field.required("quotaOctets", COUNT, "that it may have"),
                        Field.optional(
                                "retentionDays",
                                COUNT,
                                "for which destroyed mail can come back, if it has its own"),
                        Field.required("head", COUNT, "its last event"));
        var page =
                Type.thing(
                        Field.required("accounts", new Type.Many(account, 1000), "by id"),
                        Cursors.field());
        return AdminRoute.get("/admin/accounts", "listAccounts", "All accounts, by id.")
                .takes(Cursors.parameters())
                .answers(Reply.json(200, "a page", page))
                .by(call -> Answer.json(200, page(call, bus)));
    }

    private static ObjectNode page(AdminCall call, Bus bus) {
        AccountId after = Cursors.after(call, AccountId::new);
        var query = new ListAccounts(after, Cursors.limit(call));
        var page = bus.query(query, ListAccounts.Page.class);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var accounts = answer.putArray("accounts");
        for (ListAccounts.Summary one : page.accounts()) {
            ObjectNode json = accounts.addObject();
            json.put("id", one.account().value())
                    .put("owner", one.owner())
                    .put("emails", one.emails())
                    .put("usedOctets", one.usedOctets())
                    .put("quotaOctets", one.quotaOctets())
                    .put("head", one.head());
            if (one.retentionDays() != null) {
                json.put("retentionDays", one.retentionDays());
            }
        }
        if (!page.isLast()) {
            answer.put("cursor", Cursors.after(page.accounts().getLast().account().value()));
        }
        return answer;
    }
}
