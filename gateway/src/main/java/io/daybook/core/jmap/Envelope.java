package io.daybook.core.jmap;

import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Request object (RFC 8620 section 3.3).
 *
 * @param createdIds null when the request has none, so that the response has none
 */
record Envelope(
        Set<String> using, List<Invocation> calls, @Nullable Map<String, String> createdIds) {
    /** A method call: name, arguments, method call id (RFC 8620 section 3.2). */
    record Invocation(String name, ObjectNode arguments, String callId) {}

    /**
     * @throws ProblemException notRequest, unknownCapability or limit
     */
    static Envelope of(JsonNode json, Set<String> capabilities, int maxCalls) {
        if (!(json instanceof ObjectNode request)) {
            throw notRequest("The request is not an object.");
        }
        Set<String> using = using(request.get("using"));
        List<Invocation> calls = calls(request.get("methodCalls"));
        Map<String, String> createdIds = createdIds(request.get("createdIds"));
        for (String capability : using) {
            if (!capabilities.contains(capability)) {
                String detail = "This server does not know the capability '" + capability + "'.";
                throw new ProblemException(Problem.jmap("unknownCapability", detail));
            }
        }
        if (calls.size() > maxCalls) {
            String detail = "A request may have " + maxCalls + " method calls.";
            throw new ProblemException(Problem.limit(400, "maxCallsInRequest", detail));
        }
        return new Envelope(using, calls, createdIds);
    }

    private static Set<String> using(@Nullable JsonNode json) {
        if (json == null || !json.isArray()) {
            throw notRequest("'using' is not an array of strings.");
        }
        var using = new LinkedHashSet<String>();
        for (JsonNode capability : json) {
            if (!capability.isString()) {
                throw notRequest("'using' is not an array of strings.");
            }
            using.add(capability.stringValue());
        }
        return using;
    }

    private static List<Invocation> calls(@Nullable JsonNode json) {
        if (json == null || !json.isArray()) {
            throw notRequest("'methodCalls' is not an array.");
        }
        var calls = new ArrayList<Invocation>();
        for (JsonNode call : json) {
            if (!call.isArray()
                    || call.size() != 3
                    || !call.get(0).isString()
                    || !(call.get(1) instanceof ObjectNode arguments)
                    || !call.get(2).isString()) {
                throw notRequest("A method call is not a name, an object and an id.");
            }
            calls.add(
                    new Invocation(
                            call.get(0).stringValue(), arguments, call.get(2).stringValue()));
        }
        return calls;
    }

    private static @Nullable Map<String, String> createdIds(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (!json.isObject()) {
            throw notRequest("'createdIds' is not an object.");
        }
        var ids = new LinkedHashMap<String, String>();
        for (var entry : json.properties()) {
            if (!entry.getValue().isString()) {
                throw notRequest("'createdIds' maps to something that is no id.");
            }
            ids.put(entry.getKey(), entry.getValue().stringValue());
        }
        return ids;
    }

    private static ProblemException notRequest(String detail) {
        return new ProblemException(Problem.jmap("notRequest", detail));
    }
}
