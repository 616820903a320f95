package io.daybook.core.http;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request as a whole was not carried out (RFC 7807).
 *
 * @param type {@code about:blank} when the status says it all
 * @param members further members of the problem, such as {@code limit}
 * @param headers further headers of the answer, such as {@code Retry-After}
 */
public record Problem(
        int status,
        String type,
        String title,
        String detail,
        Map<String, String> members,
        Map<String, String> headers) {
    private static final String BLANK = "about:blank";
    private static final String LIMIT = "urn:ietf:params:jmap:error:limit";

    public Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, BLANK, title, detail, Map.of(), Map.of());
    }

    /** A problem type of RFC 8620 section 3.6.1, by its last word. */
    public static Problem jmap(String type, String detail) {
        String urn = "urn:ietf:params:jmap:error:" + type;
        return new Problem(400, urn, "Bad Request", detail, Map.of(), Map.of());
    }

    /** RFC 8620 section 3.6.1: the property {@code limit} names the limit that was exceeded. */
    public static Problem limit(int status, String limit, String detail) {
        return new Problem(
                status, LIMIT, "Limit Exceeded", detail, Map.of("limit", limit), Map.of());
    }

    public static Problem notFound() {
        return of(404, "Not Found", "There is nothing here.");
    }

    public static Problem unsupportedMediaType(String detail) {
        return of(415, "Unsupported Media Type", detail);
    }

    /**
     * @param reference leads the administrator to the log
     */
    public static Problem serverFail(String reference) {
        return new Problem(
                500,
                BLANK,
                "Internal Server Error",
                "Something unforeseen went wrong; the log tells more under this reference.",
                Map.of("reference", reference),
                Map.of());
    }

    public static Problem busy(int status, String detail, long retrySeconds) {
        String title = status == 429 ? "Too Many Requests" : "Service Unavailable";
        return of(status, title, detail).with("Retry-After", Long.toString(retrySeconds));
    }

    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, type, title, detail, members, more);
    }

    /** The problem details object (RFC 7807 section 3.1), with its further members. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type).put("title", title).put("status", status).put("detail", detail);
        members.forEach(json::put);
        return json;
    }

    public Answer answer() {
        return Answer.json(status, json())
                .with("Content-Type", "application/problem+json")
                .with(headers);
    }
}
