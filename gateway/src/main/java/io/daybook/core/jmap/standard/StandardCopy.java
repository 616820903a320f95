package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** /copy for any type that has a /set (RFC 8620 section 5.4). */
public final class StandardCopy implements Method {
    private final String type;
    private final String capability;
    private final Records records;

    /**
     * What a client wants copied.
     *
     * @param ifFromInState as the client sent it
     * @param ifInState as the client sent it
     * @param create by creation id; each names in {@code id} what it is a copy of
     */
    public record Request(
            AccountId from,
            @Nullable String ifFromInState,
            AccountId account,
            @Nullable String ifInState,
            Map<String, ObjectNode> create) {}

    /** Copies the records of one type. */
    @FunctionalInterface
    public interface Records {
        /**
         * Reads the originals and writes the copies; each succeeds or fails by itself.
         *
         * @return for each creation id that the answer tells as created, the id of its original
         * @throws io.daybook.core.jmap.MethodException stateMismatch, of either account
         */
        Map<String, String> copy(Request request, Call call, SetAnswer answer);
    }

    /**
     * @param type its name on the wire, such as {@code Email}
     */
    public StandardCopy(String type, String capability, Records records) {
        this.type = type;
        this.capability = capability;
        this.records = records;
    }

    @Override
    public String name() {
        return type + "/copy";
    }

    @Override
    public String capability() {
        return capability;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.accountToChange(node);
        AccountId from = from(node, account, call);
        var arguments = new Arguments(node);
        arguments.requiredText("fromAccountId");
        String ifFromInState = arguments.text("ifFromInState");
        String ifInState = arguments.text("ifInState");
        var create = arguments.requiredObjects("create");
        boolean destroys = arguments.bool("onSuccessDestroyOriginal", false);
        JsonNode ifInStateThen = arguments.nullable("destroyFromIfInState");
        arguments.noOthers();
        if (ifInStateThen != null) {
            Arguments.text("destroyFromIfInState", ifInStateThen);
        }
        create.keySet().forEach(SetRequest::requireValid);
        StandardGet.requireAtMost(create.size(), call.limits().maxObjectsInSet());
        var answer = new SetAnswer();
        var request = new Request(from, ifFromInState, account, ifInState, create);
        var originals = records.copy(request, call, answer);
        var responses = new ArrayList<Response>();
        responses.add(new Response(name(), answer.toJsonOfCopy(from, account)));
        // RFC 8620 section 5.4: a single /set destroys what was copied; nothing was: no call.
        if (destroys && !originals.isEmpty()) {
            var destroyed = new LinkedHashSet<>(originals.values());
            responses.addAll(destroy(from, destroyed, ifInStateThen, call));
        }
        return responses;
    }

    /** The account to copy from, which is another one than {@code to}. */
    public static AccountId from(ObjectNode node, AccountId to, Call call) {
        AccountId from = call.account(node, "fromAccountId");
        // RFC 8620 section 5.4: the accountId MUST be different to the fromAccountId.
        if (from.equals(to)) {
            throw Arguments.invalid("fromAccountId and accountId are the same");
        }
        return from;
    }

    private List<Response> destroy(
            AccountId from, Set<String> originals, @Nullable JsonNode ifInState, Call call) {
        ObjectNode arguments = Json.object().put("accountId", from.value());
        if (ifInState != null) {
            arguments.set("ifInState", ifInState);
        }
        arguments.set("destroy", Json.texts(originals));
        return call.carryOut(type + "/set", arguments);
    }
}
