package io.daybook.email.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.QueryResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Email/query (RFC 8621 section 4.4). */
final class EmailQuery implements Method {
    @Override
    public String name() {
        return "Email/query";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var filter = EmailConditions.read(arguments, call);
        var sort = EmailComparators.read(arguments);
        boolean collapseThreads = arguments.bool("collapseThreads", false);
        var paging = Paging.read(arguments);
        arguments.noOthers();
        var query =
                new QueryEmails(
                        account,
                        filter,
                        sort,
                        collapseThreads,
                        paging.position(),
                        anchor(paging, call),
                        paging.anchorOffset(),
                        paging.effectiveLimit(),
                        paging.calculateTotal());
        return switch (call.query(query, QueryEmails.Answer.class)) {
            case QueryResult(var state, var ids, var position, var total) ->
                    List.of(
                            new Response(
                                    name(), paging.answer(account, state, ids, position, total)));
            case AnchorNotFound() -> throw Paging.anchorNotFound();
            case IndexUnavailable() ->
                    throw new MethodException(
                            new MethodError("serverUnavailable", "the text index is behind"));
        };
    }

    private static @Nullable EmailId anchor(Paging paging, Call call) {
        if (paging.anchor() == null) {
            return null;
        }
        String resolved = paging.anchor(call);
        EmailId id = resolved == null ? null : EmailId.parse(resolved);
        if (id == null) {
            throw Paging.anchorNotFound();
        }
        return id;
    }
}
