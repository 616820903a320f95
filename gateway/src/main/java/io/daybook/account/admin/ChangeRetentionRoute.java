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

/** Sets for how long destroyed mail of an account can come back, or leaves that to the server. */
final class ChangeRetentionRoute {
    private static final String PATH = "/admin/accounts/{account}/retention";
    private static final String DAYS = "days";
    private static final Reply DONE =
            Reply.json(
                    200,
                    "it is so",
                    Type.thing(
                            Type.Field.required(
                                    "head",
                                    new Type.Whole(0, Long.MAX_VALUE),
                                    "the last event of the account now")));
    private static final Reply NO_ACCOUNT = Reply.problem(404, "there is no such account");

    private ChangeRetentionRoute() {}

    static AdminRoute route(Bus bus, StreamHeads heads) {
        return AdminRoute.put(
                        PATH,
                        "changeRetention",
                        "Sets for how many days destroyed mail of an account can come back. Messages"
                                + " that were destroyed longer ago are removed for ever within days.")
                .takes(ChangeQuotaRoute.ACCOUNT)
                .reads(
                        Type.Field.required(
                                DAYS,
                                new Type.Whole(0, RetentionRules.MAX_DAYS),
                                "with 0 nothing that is destroyed comes back"))
                .answers(DONE, NO_ACCOUNT)
                .by(call -> change(call, call.body().get(DAYS).intValue(), bus, heads));
    }

    /** Takes it away: the account has that of the server again. */
    static AdminRoute dropping(Bus bus, StreamHeads heads) {
        return AdminRoute.delete(
                        PATH,
                        "dropRetention",
                        "Takes away the retention that an account has of its own: that of the"
                                + " server is good for it again, and for what was destroyed"
                                + " before.")
                .takes(ChangeQuotaRoute.ACCOUNT)
                .answers(DONE, NO_ACCOUNT)
                .by(call -> change(call, RetentionRules.OF_SERVER, bus, heads));
    }

    private static Answer change(AdminCall call, int days, Bus bus, StreamHeads heads) {
        var account = new AccountId(call.text("account"));
        if (heads.head(account.stream()) < 0) {
            throw new ProblemException(ChangeQuotaRoute.noAccount(account));
        }
        var change = new ChangeRetention(account, days);
        var changed = bus.command(change, call.cause(), AccountChanged.class);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("head", changed.head()));
    }
}
