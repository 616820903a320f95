package io.daybook.account.admin;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Parameter;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.jmap.Bus;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sets how much an account may hold. */
final class ChangeQuotaRoute {
    /** The id of an account as a parameter of a path. */
    static final Parameter ACCOUNT =
            Parameter.path(
                    "account", new Type.Text(1, 64, "[A-Za-z0-9_-]+"), "the id of an account");

    private static final String QUOTA = "quotaOctets";
    private static final long MOST = 1L << 53;

    private ChangeQuotaRoute() {}

    static AdminRoute route(Bus bus, StreamHeads heads) {
        return AdminRoute.put(
                        "/admin/accounts/{account}/quota",
                        "changeQuota",
                        "Sets how many octets of messages an account may hold. What is there stays.")
                .takes(ACCOUNT)
                .reads(Type.Field.required(QUOTA, new Type.Whole(0, MOST), "the most octets"))
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
            throw new ProblemException(noAccount(account));
        }
        var change = new ChangeQuota(account, call.body().get(QUOTA).longValue());
        var changed = bus.command(change, call.cause(), AccountChanged.class);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("head", changed.head()));
    }

    static Problem noAccount(AccountId account) {
        return Problem.of(
                404,
                "Not Found",
                "There is no account " + account + "; GET /admin/accounts lists them.");
    }
}
