package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the answer of a /set, record by record (RFC 8620 section 5.3). */
public final class SetAnswer {
    private final Map<String, ObjectNode> created = new LinkedHashMap<>();
    private final Map<String, JsonNode> updated = new LinkedHashMap<>();
    private final ArrayNode destroyed = Json.array();
    private final Map<String, SetError> notCreated = new LinkedHashMap<>();
    private final Map<String, SetError> notUpdated = new LinkedHashMap<>();
    private final Map<String, SetError> notDestroyed = new LinkedHashMap<>();
    private @Nullable String oldState;
    private String newState = "";

    public void states(State before, State after) {
        oldState = before.toString();
        newState = after.toString();
    }

    /** Also lets later references to the creation id find the record. */
    public void created(Call call, String creationId, String id, ObjectNode serverSet) {
        call.remember(creationId, id);
        created.put(creationId, serverSet);
    }

    /**
     * @param changes what the server changed beyond the patch, null for nothing
     */
    public void updated(String id, @Nullable ObjectNode changes) {
        updated.put(id, changes == null ? NullNode.instance : changes);
    }

    public void destroyed(String id) {
        destroyed.add(id);
    }

    public void notCreated(String creationId, SetError error) {
        notCreated.put(creationId, error);
    }

    public void notUpdated(String id, SetError error) {
        notUpdated.put(id, error);
    }

    public void notDestroyed(String id, SetError error) {
        notDestroyed.put(id, error);
    }

    /** Takes over what another step of the same call brought about. */
    public void add(SetAnswer step) {
        if (oldState == null) {
            oldState = step.oldState;
        }
        newState = step.newState;
        created.putAll(step.created);
        updated.putAll(step.updated);
        destroyed.addAll(step.destroyed);
        notCreated.putAll(step.notCreated);
        notUpdated.putAll(step.notUpdated);
        notDestroyed.putAll(step.notDestroyed);
    }

    /** The answer of a /set. */
    public ObjectNode toJson(AccountId account) {
        return outcomes(states(account));
    }

    /** The answer of a /set of objects that belong to no account and have no state. */
    public ObjectNode toJsonWithoutAccount() {
        return outcomes(Json.object());
    }

    private ObjectNode outcomes(ObjectNode answer) {
        answer.set("created", orNull(created));
        answer.set("updated", orNull(updated));
        answer.set("destroyed", destroyed.isEmpty() ? NullNode.instance : destroyed);
        answer.set("notCreated", errors(notCreated));
        answer.set("notUpdated", errors(notUpdated));
        answer.set("notDestroyed", errors(notDestroyed));
        return answer;
    }

    /** The answer of a method that only creates, such as an import. */
    public ObjectNode toJsonOfCreation(AccountId account) {
        ObjectNode answer = states(account);
        answer.set("created", orNull(created));
        answer.set("notCreated", errors(notCreated));
        return answer;
    }

    /** The same of a type that has no state. */
    public ObjectNode toJsonWithoutState(AccountId account) {
        ObjectNode answer = Json.object();
        answer.put("accountId", account.value());
        answer.set("created", orNull(created));
        answer.set("notCreated", errors(notCreated));
        return answer;
    }

    /** The answer of a /copy (RFC 8620 section 5.4). */
    public ObjectNode toJsonOfCopy(AccountId from, AccountId account) {
        ObjectNode answer = Json.object().put("fromAccountId", from.value());
        return answer.setAll(toJsonOfCreation(account));
    }

    /** The creation ids of what was created. */
    public Set<String> created() {
        return Collections.unmodifiableSet(created.keySet());
    }

    private ObjectNode states(AccountId account) {
        ObjectNode answer = Json.object();
        answer.put("accountId", account.value());
        answer.set("oldState", Json.text(oldState));
        answer.put("newState", newState);
        return answer;
    }

    private static JsonNode orNull(Map<String, ? extends JsonNode> members) {
        return members.isEmpty() ? NullNode.instance : Json.object().setAll(members);
    }

    /** By id, or null when there are none. */
    public static JsonNode errors(Map<String, SetError> errors) {
        if (errors.isEmpty()) {
            return NullNode.instance;
        }
        ObjectNode object = Json.object();
        errors.forEach((id, error) -> object.set(id, toJson(error)));
        return object;
    }

    /** An error of one record on the wire. */
    public static ObjectNode toJson(SetError error) {
        ObjectNode object = Json.object();
        object.put("type", error.type());
        if (error.description() != null) {
            object.put("description", error.description());
        }
        if (!error.properties().isEmpty()) {
            object.set("properties", Json.texts(error.properties()));
        }
        error.details().forEach((name, value) -> object.set(name, detail(value)));
        return object;
    }

    private static JsonNode detail(Object value) {
        return switch (value) {
            case Number number -> Json.number(number.longValue());
            case Boolean flag -> Json.bool(flag);
            case Collection<?> items -> Json.texts(items);
            case JsonNode node -> node;
            default -> Json.text(value.toString());
        };
    }
}
