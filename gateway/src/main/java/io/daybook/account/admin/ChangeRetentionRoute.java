package io.daybook.account.admin;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.ChangeRetention;
import io.daybook.account.RetentionRules;
import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.http.Answer;
import io.daybook.core.http.ProblemException;
import io.daybook.core.jmap.Bus;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sets for how long destroyed mail of an account can come back. */
final class ChangeRetentionRoute {
    private static final String DAYS = "days";

    private ChangeRetentionRoute() {}

    static AdminRoute route(Bus bus, StreamHeads heads) {
        return AdminRoute.put(
                        "/admin/accounts/{account}/retention",
                        "changeRetention",
                        "Sets for how many days destroyed mail of an account can come back. Messages"
                                + " that were destroyed longer ago are removed for ever within days.")
                .takes(ChangeQuotaRoute.ACCOUNT)
                .reads(
                        Type.Field.required(
                                DAYS,
                                new Type.Whole(0, RetentionRules.MAX_DAYS),
                                "with 0 nothing that is destroyed comes back"))
                .answers(
                        Reply.json(
                                200,
                                "it is so",
                                Type.thing(
                                        Type.Field.required(
                                                "head",
                                                new Type.Whole(0, Long.MAX_VALUE),
                                                "the last event of the account now"))),
                        Reply.problem(404, "there is no such account"))
                .by(call -> change(call, bus, heads));
    }

    private static Answer change(AdminCall call, Bus bus, StreamHeads heads) {
        var account = new AccountId(call.text("account"));
        if (heads.head(account.stream()) < 0) {
            throw new ProblemException(ChangeQuotaRoute.noAccount(account));
        }
        var change = new ChangeRetention(account, call.body().get(DAYS).intValue());
        var changed = bus.command(change, call.cause(), AccountChanged.class);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("head", changed.head()));
    }
}
