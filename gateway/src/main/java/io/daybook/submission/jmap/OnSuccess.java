package io.daybook.submission.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method.Response;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be done to emails whose submissions were made, changed or destroyed (RFC 8621 section
 * 7.5).
 *
 * @param update patches by submission
 * @param destroy submissions
 */
record OnSuccess(Map<String, ObjectNode> update, Set<String> destroy) {
    static OnSuccess read(Arguments arguments) {
        Map<String, ObjectNode> update = arguments.objectsOrNone("onSuccessUpdateEmail");
        List<String> destroy = arguments.textsOrNull("onSuccessDestroyEmail");
        return new OnSuccess(update, destroy == null ? Set.of() : new LinkedHashSet<>(destroy));
    }

    /**
     * The responses of the one implicit Email/set; none when it has nothing to do.
     *
     * @param emails those of the submissions of which the call succeeded, by the submissions
     */
    List<Response> carryOut(AccountId account, Map<String, String> emails, Call call) {
        Map<String, ObjectNode> updates = new LinkedHashMap<>();
        update.forEach((key, patch) -> {
            String email = email(key, emails, call);
            if (email != null) {
                updates.computeIfAbsent(email, _ -> Json.object()).setAll(patch);
            }
        });
        Set<String> destroys = new LinkedHashSet<>();
        for (String key : destroy) {
            String email = email(key, emails, call);
            if (email != null) {
                destroys.add(email);
            }
        }
        if (updates.isEmpty() && destroys.isEmpty()) {
            return List.of();
        }
        ObjectNode arguments = Json.object();
        arguments.put("accountId", account.value());
        arguments.set("update", Json.object().setAll(updates));
        arguments.set("destroy", Json.texts(destroys));
        return call.carryOut("Email/set", arguments);
    }

    private static @Nullable String email(String key, Map<String, String> emails, Call call) {
        String submission = CreationIds.resolve(call, key);
        return submission == null ? null : emails.get(submission);
    }
}
