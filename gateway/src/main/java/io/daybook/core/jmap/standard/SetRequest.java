package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.SetError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of a /set (RFC 8620 section 5.3).
 *
 * @param ifInState as the client sent it
 * @param create by creation id, without {@code #}
 * @param update by id, or by {@code #} and creation id, as the client sent it
 * @param destroy each once
 */
public record SetRequest(
        AccountId account,
        @Nullable String ifInState,
        Map<String, ObjectNode> create,
        Map<String, ObjectNode> update,
        List<String> destroy) {

    public static SetRequest read(AccountId account, Arguments arguments, Call call) {
        String ifInState = arguments.text("ifInState");
        var create = arguments.objectsOrNone("create");
        var update = arguments.objectsOrNone("update");
        List<String> destroys = arguments.textsOrNull("destroy");
        var destroy = destroys == null ? Set.<String>of() : new LinkedHashSet<>(destroys);
        create.keySet().forEach(SetRequest::requireValid);
        StandardGet.requireAtMost(
                create.size() + update.size() + destroy.size(), call.limits().maxObjectsInSet());
        return new SetRequest(account, ifInState, create, update, new ArrayList<>(destroy));
    }

    /** RFC 8620 section 5.3: creation ids are Ids. */
    public static void requireValid(String creationId) {
        if (!CreationIds.isValid(creationId)) {
            throw Arguments.invalid("not a creation id: " + Arguments.shortened(creationId));
        }
    }

    public static MethodException stateMismatch() {
        return new MethodException(MethodError.of("stateMismatch"));
    }

    /** Whether updates or destroys name what this very call creates. */
    private boolean refersToItsOwn() {
        return !create.isEmpty()
                && (update.keySet().stream().anyMatch(this::isItsOwn)
                        || destroy.stream().anyMatch(this::isItsOwn));
    }

    private boolean isItsOwn(String id) {
        return CreationIds.isReference(id) && create.containsKey(id.substring(1));
    }

    /**
     * The steps of the call, each one append: usually one. Creates happen before their creation ids
     * are used as ids by the same call.
     */
    public List<SetRequest> steps() {
        if (!refersToItsOwn()) {
            return List.of(this);
        }
        return List.of(
                new SetRequest(account, ifInState, create, Map.of(), List.of()),
                new SetRequest(account, null, Map.of(), update, destroy));
    }

    /**
     * The updates by the ids that their keys stand for; the others are refused in the answer.
     *
     * @param parser reads an id of the type, null when the text is none
     */
    public <I> Map<I, ObjectNode> updates(
            Function<String, @Nullable I> parser, Call call, SetAnswer answer) {
        var updates = LinkedHashMap.<I, ObjectNode>newLinkedHashMap(update.size());
        var destroyed = new HashSet<>(KnownIds.of(destroy, call, parser).known());
        update.forEach((key, patch) -> {
            String resolved = CreationIds.resolve(call, key);
            I id = resolved == null ? null : parser.apply(resolved);
            if (id == null) {
                answer.notUpdated(key, SetError.notFound());
            } else if (destroyed.contains(id)) {
                // RFC 8620 section 5.3: the server MAY skip an update before a destroy.
                answer.notUpdated(id.toString(), SetError.of("willDestroy"));
            } else if (updates.putIfAbsent(id, patch) != null) {
                answer.notUpdated(key, Patch.invalidPatch("another patch is for it too"));
            }
        });
        return updates;
    }

    /** What to destroy, each once; texts that are no ids are refused in the answer. */
    public <I> List<I> destroys(Function<String, @Nullable I> parser, Call call, SetAnswer answer) {
        KnownIds<I> ids = KnownIds.of(destroy, call, parser);
        ids.unknown().forEach(id -> answer.notDestroyed(id, SetError.notFound()));
        return ids.known();
    }
}
