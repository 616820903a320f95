package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The /query method of a type (RFC 8620 section 5.5). */
public record StandardQuery<Q>(StandardType<?, ?> type, Queries<Q> queries) implements Method {
    @Override
    public String name() {
        return type.method("query");
    }

    @Override
    public String capability() {
        return type.capability();
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.account(node);
        var arguments = new Arguments(node);
        Q query = queries.read(arguments, call);
        Paging paging = Paging.read(arguments, call);
        arguments.noOthers();
        var results = queries.find(account, query, paging, call);
        return List.of(new Response(name(), paging.answer(account, results)));
    }
}
