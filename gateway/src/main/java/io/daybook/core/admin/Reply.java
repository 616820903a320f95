package io.daybook.core.admin;

/**
 * An answer that a route may give. Problems that every route may give (400, 401, 429 ...) are not
 * declared.
 *
 * @param mediaType empty for no content
 * @param type of the content, or of each line of {@code application/jsonl}
 */
public record Reply(int status, String description, String mediaType, Type type) {
    public static Reply json(int status, String description, Type type) {
        return new Reply(status, description, "application/json", type);
    }

    public static Reply lines(String description, Type type) {
        return new Reply(200, description, "application/jsonl", type);
    }

    public static Reply octets(String description) {
        return new Reply(200, description, "application/octet-stream", new Type.Any());
    }

    public static Reply empty(int status, String description) {
        return new Reply(status, description, "", new Type.Any());
    }

    /** A refusal, as problem details (RFC 7807). */
    public static Reply problem(int status, String description) {
        return new Reply(status, description, "application/problem+json", new Type.Any());
    }
}
