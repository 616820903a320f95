package io.daybook.admin.access;

import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.http.Answer;
import tools.jackson.databind.node.JsonNodeFactory;

/** The token over the API itself. */
final class TokenRoutes {
    private TokenRoutes() {}

    static AdminRoute renew(AdminTokens tokens) {
        var fields =
                Type.thing(
                        Type.Field.required("id", Type.text(40), "names it in records"),
                        Type.Field.required("token", Type.text(100), "shown this once"));
        return AdminRoute.post(
                        "/admin/token",
                        "renewAdminToken",
                        "Makes a new admin token; the one of this request is good no longer.")
                .answers(Reply.json(200, "the new token", fields))
                .by(call -> {
                    AdminToken token = tokens.renew(call.cause());
                    return Answer.json(
                            200,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("id", token.id())
                                    .put("token", token.text()));
                });
    }
}
