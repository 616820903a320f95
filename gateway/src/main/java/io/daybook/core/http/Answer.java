package io.daybook.core.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import tools.jackson.databind.JsonNode;

/** What goes back for a request. Cache-Control is {@code no-store} unless a header says else. */
public record Answer(int status, Map<String, String> headers, Content content) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /** The octets of an answer. */
    public sealed interface Content {}

    public record None() implements Content {}

    /** The array belongs to the answer from now on. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Octets(byte[] octets) implements Content {}

    /** Octets read piece by piece, as fast as the client takes them. */
    public record Stream(long length, Source source) implements Content {}

    /** Octets of a length that nobody knows before, pulled as fast as the client takes them. */
    public record Pieces(Pull pull) implements Content {}

    /** Text that goes on for as long as the client listens, each piece sent at once. */
    public record Events(Publisher<String> pieces) implements Content {}

    /**
     * The connection becomes a WebSocket (RFC 6455); the status is 101.
     *
     * @param protocol the subprotocol agreed on, empty for none
     * @param maxMessage octets of the longest message that is heard
     */
    public record Socket(String protocol, int maxMessage, Conversation conversation)
            implements Content {}

    /** Reads on; may block. */
    @FunctionalInterface
    public interface Source {
        /** Octets from {@code offset}, at least one and at most {@code length}. */
        byte[] read(long offset, int length);
    }

    /** Gives pieces until there is none; may block. One thread at a time calls it. */
    public interface Pull extends AutoCloseable {
        /** The next octets, not empty; null at the end. */
        byte @Nullable [] next();

        /** No more is wanted: at the end, and when the client has gone. */
        @Override
        default void close() {}
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new None());
    }

    public static Answer socket(String protocol, int maxMessage, Conversation conversation) {
        return new Answer(101, Map.of(), new Socket(protocol, maxMessage, conversation));
    }

    /** Ready JSON; the array belongs to the answer from now on. */
    public static Answer json(byte[] json) {
        return new Answer(200, JSON, new Octets(json));
    }

    public static Answer json(int status, JsonNode json) {
        byte[] octets = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(status, JSON, new Octets(octets));
    }

    public static Answer pieces(String contentType, Pull pull) {
        return new Answer(200, Map.of("Content-Type", contentType), new Pieces(pull));
    }

    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Answer with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, content);
    }
}
