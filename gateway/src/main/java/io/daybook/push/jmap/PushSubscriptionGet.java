package io.daybook.push.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.KnownIds;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.push.GetPushSubscriptions;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.GetPushSubscriptions.Subscriptions;
import io.daybook.push.PushSubscriptionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** PushSubscription/get (RFC 8620 section 7.2.1): without account and without state. */
final class PushSubscriptionGet implements Method {
    @Override
    public String name() {
        return "PushSubscription/get";
    }

    @Override
    public String capability() {
        return Capability.CORE;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var arguments = Arguments.withoutAccount(node);
        List<String> ids = arguments.textsOrNull("ids");
        List<String> names = arguments.textsOrNull("properties");
        arguments.noOthers();
        StandardGet.requireAtMost(ids == null ? 0 : ids.size(), call.limits().maxObjectsInGet());
        // RFC 8620 section 7.2.1: to ask for url or keys MUST be rejected with forbidden.
        if (names != null
                && names.stream().anyMatch(PushSubscriptionProperties.PRIVATE::contains)) {
            throw new MethodException(MethodError.of("forbidden"));
        }
        var selection = PushSubscriptionProperties.TABLE.select(names);
        var mine = mine(call);
        ArrayNode list = Json.array();
        var notFound = new ArrayList<String>();
        if (ids == null) {
            mine.values().forEach(one -> list.add(selection.apply(one)));
        } else {
            var wanted = KnownIds.of(ids, call, PushSubscriptionId::parse);
            var missing = new ArrayList<PushSubscriptionId>();
            for (PushSubscriptionId id : wanted.known()) {
                PushSubscriptionView one = mine.get(id);
                if (one == null) {
                    missing.add(id);
                } else {
                    list.add(selection.apply(one));
                }
            }
            notFound.addAll(wanted.notFound(missing));
        }
        ObjectNode answer = Json.object();
        answer.set("list", list);
        answer.set("notFound", Json.texts(notFound));
        return List.of(new Response(name(), answer));
    }

    /** RFC 8620 section 7.2.1: only those made by the same credentials. */
    static Map<PushSubscriptionId, PushSubscriptionView> mine(Call call) {
        var mine = new LinkedHashMap<PushSubscriptionId, PushSubscriptionView>();
        call.query(new GetPushSubscriptions(call.user()), Subscriptions.class).list().stream()
                .filter(one -> one.credential().equals(call.credential()))
                .filter(one -> call.now().isBefore(one.expires()))
                .forEach(one -> mine.put(one.id(), one));
        return mine;
    }
}
