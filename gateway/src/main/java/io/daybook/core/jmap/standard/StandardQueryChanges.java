package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Queries.Added;
import io.daybook.core.jmap.standard.Queries.Changes;
import io.daybook.core.jmap.standard.Queries.Since;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The /queryChanges method of a type (RFC 8620 section 5.6). */
public record StandardQueryChanges<Q>(StandardType<?, ?> type, Queries<Q> queries)
        implements Method {
    @Override
    public String name() {
        return type.method("queryChanges");
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
        String queryState = arguments.requiredText("sinceQueryState");
        Long maxChanges = arguments.unsignedOrNull("maxChanges");
        String upToId = arguments.text("upToId");
        boolean calculateTotal = arguments.bool("calculateTotal", false);
        arguments.noOthers();
        String known = upToId == null ? null : CreationIds.resolve(call, upToId);
        var since = new Since(queryState, maxChanges, known, calculateTotal);
        var changes = queries.changes(account, query, since, call);
        // RFC 8620 section 5.6: each item in the removed or added array is one change.
        if (maxChanges != null
                && (long) changes.removed().size() + changes.added().size() > maxChanges) {
            throw Queries.tooManyChanges();
        }
        return List.of(new Response(name(), answer(account, since, changes)));
    }

    private static ObjectNode answer(AccountId account, Since since, Changes changes) {
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.put("oldQueryState", since.queryState());
        answer.put("newQueryState", changes.queryState());
        if (since.calculateTotal() && changes.total() != null) {
            answer.put("total", changes.total().intValue());
        }
        answer.set("removed", Json.texts(changes.removed()));
        ArrayNode added = Json.array();
        for (Added item : changes.added()) {
            added.addObject().put("id", item.id().toString()).put("index", item.index());
        }
        answer.set("added", added);
        return answer;
    }
}
