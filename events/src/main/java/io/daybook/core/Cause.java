package io.daybook.core;

import java.util.Map;

/**
 * Who and what brought an event about; kept as metadata of every event.
 *
 * @param actor the address of the user, or {@code system}
 * @param source the way in: {@code jmap}, {@code import}, {@code serve} (options of the server's
 *     start)
 * @param address the remote network address, empty when there is none
 * @param requestId unique for each request from outside
 */
public record Cause(String actor, String source, String address, String requestId) {
    public static final String ACTOR = "actor";
    public static final String SOURCE = "source";
    public static final String ADDRESS = "address";
    public static final String REQUEST_ID = "requestId";

    public Map<String, String> metadata() {
        return Map.of(ACTOR, actor, SOURCE, source, ADDRESS, address, REQUEST_ID, requestId);
    }
}
