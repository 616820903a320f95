package io.daybook.mdn.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method.Response;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be done to the emails of the notifications that were sent (RFC 9007 section 2.1), by
 * the id of the email.
 */
record MdnUpdates(Map<String, ObjectNode> patches) {
    private static final String KEYWORDS = "keywords";
    static final String SENT = "$mdnsent";

    /**
     * @param emails of the notifications of the call, as the client wrote them, by creation id
     */
    static MdnUpdates read(Arguments arguments, Map<String, String> emails, Call call) {
        var patches = new LinkedHashMap<String, ObjectNode>();
        arguments
                .objectsOrNone("onSuccessUpdateEmail")
                .forEach((key, patch) -> {
                    // RFC 9007 section 2.1 says a reference, its section 3.1 shows an email's id.
                    String own = CreationIds.isReference(key) ? emails.get(key.substring(1)) : null;
                    String email = CreationIds.resolve(call, own == null ? key : own);
                    if (email != null) {
                        patches.put(email, patch);
                    }
                });
        return new MdnUpdates(patches);
    }

    /** RFC 9007 section 2.1: a notification that would not set $mdnsent MUST be rejected. */
    boolean marks(@Nullable String email) {
        ObjectNode patch = email == null ? null : patches.get(email);
        if (patch == null) {
            return false;
        }
        JsonNode entry = patch.get(KEYWORDS + "/" + SENT);
        JsonNode whole = patch.get(KEYWORDS);
        return isTrue(entry) || (whole != null && isTrue(whole.get(SENT)));
    }

    private static boolean isTrue(@Nullable JsonNode value) {
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** The response of the implicit Email/set; none when nothing was sent. */
    List<Response> carryOut(AccountId account, Collection<String> sent, Call call) {
        var update = Json.object();
        sent.forEach(email -> update.set(email, patches.get(email)));
        if (update.isEmpty()) {
            return List.of();
        }
        var arguments = Json.object().put("accountId", account.value());
        arguments.set("update", update);
        return call.carryOut("Email/set", arguments);
    }
}
