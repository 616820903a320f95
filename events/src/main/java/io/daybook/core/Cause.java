package io.daybook.core;

import java.util.HashMap;
import java.util.Map;

/**
 * Who and what brought an event about; kept as metadata of every event.
 *
 * @param actor the address of the user, or {@code admin}, {@code system} or {@value #ANONYMOUS}
 * @param source the way in: {@code jmap}, {@code import}, {@code serve} (options of the server's
 *     start)
 * @param address the remote network address, empty when there is none
 * @param client the program that asked, as it names itself (User-Agent); empty when it does not. No
 *     more than {@value #MOST_CLIENT} characters are kept
 * @param requestId unique for each request from outside
 */
public record Cause(String actor, String source, String address, String client, String requestId) {
    public static final String ACTOR = "actor";
    public static final String SOURCE = "source";
    public static final String ADDRESS = "address";
    public static final String CLIENT = "client";
    public static final String REQUEST_ID = "requestId";

    /** The actor that did not prove who it was. */
    public static final String ANONYMOUS = "anonymous";

    /** Of an event that tells nothing of it. */
    public static final Cause UNKNOWN = new Cause("", "", "", "", "");

    /** Characters of a client's name that are kept. */
    public static final int MOST_CLIENT = 200;

    public Cause {
        client = client.length() <= MOST_CLIENT ? client : client.substring(0, MOST_CLIENT);
    }

    /** What the metadata of an event tells; what it does not tell is empty. */
    public static Cause of(Map<String, ?> metadata) {
        return new Cause(
                text(metadata, ACTOR),
                text(metadata, SOURCE),
                text(metadata, ADDRESS),
                text(metadata, CLIENT),
                text(metadata, REQUEST_ID));
    }

    private static String text(Map<String, ?> metadata, String name) {
        return metadata.get(name) instanceof String text ? text : "";
    }

    /** A client that does not name itself leaves nothing. */
    public Map<String, String> metadata() {
        var metadata = new HashMap<String, String>();
        metadata.put(ACTOR, actor);
        metadata.put(SOURCE, source);
        metadata.put(ADDRESS, address);
        metadata.put(REQUEST_ID, requestId);
        if (!client.isEmpty()) {
            metadata.put(CLIENT, client);
        }
        return metadata;
    }
}
