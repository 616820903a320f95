package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.GetChanges;
import io.daybook.core.GetChanges.CannotCalculateChanges;
import io.daybook.core.GetChanges.Changes;
import io.daybook.core.Ids;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The /changes method of a type (RFC 8620 section 5.2).
 *
 * @param extra adds further members to the answer
 */
public record StandardChanges(StandardType<?, ?> type, BiConsumer<Changes, ObjectNode> extra)
        implements Method {

    public StandardChanges(StandardType<?, ?> type) {
        this(type, (_, _) -> {});
    }

    /**
     * The /changes of a type some of whose properties change often: adds updatedProperties, which
     * names them when nothing else of any record changed, else is null.
     */
    public static StandardChanges withUpdatedProperties(
            StandardType<?, ?> type, List<String> properties) {
        return new StandardChanges(
                type,
                (changes, answer) ->
                        answer.set(
                                "updatedProperties",
                                changes.isMinor() ? Json.texts(properties) : Json.text(null)));
    }

    @Override
    public String name() {
        return type.method("changes");
    }

    @Override
    public String capability() {
        return type.capability();
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.account(node);
        var arguments = new Arguments(node);
        String sinceState = arguments.requiredText("sinceState");
        Long maxChanges = arguments.unsignedOrNull("maxChanges");
        arguments.noOthers();
        // RFC 8620 section 5.2: the value MUST be a positive integer greater than 0.
        if (maxChanges != null && maxChanges == 0) {
            throw Arguments.invalid("maxChanges is 0");
        }
        // No answer has more ids than the /get that follows it may ask for.
        int limit = call.limits().maxObjectsInGet();
        int max = maxChanges == null ? limit : (int) Math.min(maxChanges, limit);
        State since = State.parse(sinceState);
        if (since == null) {
            throw cannotCalculate();
        }
        var query = new GetChanges(account, type.type(), since, max);
        return switch (call.query(query, GetChanges.Answer.class)) {
            case Changes changes -> List.of(new Response(name(), answer(account, changes)));
            case CannotCalculateChanges(_) -> throw cannotCalculate();
        };
    }

    private ObjectNode answer(AccountId account, Changes changes) {
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.put("oldState", changes.oldState().toString());
        answer.put("newState", changes.newState().toString());
        answer.put("hasMoreChanges", changes.hasMoreChanges());
        answer.set("created", wire(changes.created()));
        answer.set("updated", wire(changes.updated()));
        answer.set("destroyed", wire(changes.destroyed()));
        extra.accept(changes, answer);
        return answer;
    }

    private ArrayNode wire(Ids ids) {
        ArrayNode array = Json.array();
        ids.forEach(id -> array.add(type.wire().apply(id)));
        return array;
    }

    static MethodException cannotCalculate() {
        return new MethodException(MethodError.of("cannotCalculateChanges"));
    }
}
