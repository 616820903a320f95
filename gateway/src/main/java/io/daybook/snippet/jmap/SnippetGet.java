package io.daybook.snippet.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.KnownIds;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.email.EmailFilter;
import io.daybook.email.GetSnippets;
import io.daybook.email.GetSnippets.Snippet;
import io.daybook.email.GetSnippets.Snippets;
import io.daybook.email.jmap.EmailConditions;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** SearchSnippet/get (RFC 8621 section 5.1); the filter is that of Email/query. */
final class SnippetGet implements Method {
    @Override
    public String name() {
        return "SearchSnippet/get";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        EmailFilter filter = EmailConditions.read(arguments, call);
        List<String> wire = arguments.requiredTexts("emailIds");
        arguments.noOthers();
        StandardGet.requireAtMost(wire.size(), call.limits().maxObjectsInGet());
        var ids = KnownIds.of(wire, call, EmailId::parse);
        var found = call.query(new GetSnippets(account, filter, ids.known()), Snippets.class);
        ArrayNode list = Json.array();
        found.list().forEach(snippet -> list.add(toJson(snippet)));
        var notFound = ids.notFound(found.notFound());
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.set("list", list);
        answer.set("notFound", notFound.isEmpty() ? Json.text(null) : Json.texts(notFound));
        return List.of(new Response(name(), answer));
    }

    private static ObjectNode toJson(Snippet snippet) {
        var object = Json.object();
        object.put("emailId", snippet.email().toString());
        object.set("subject", Json.text(snippet.subject()));
        object.set("preview", Json.text(snippet.preview()));
        return object;
    }
}
