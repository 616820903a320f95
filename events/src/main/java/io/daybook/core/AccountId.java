package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * Names a mail account on the wire and in the store: 1 to 64 of {@code A-Za-z0-9_-} (RFC 8620
 * section 1.2).
 */
public record AccountId(String value) {
    /** What the streams of accounts begin with. */
    public static final String STREAM = "account:";

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an account id: " + value);
        }
    }

    /** Whether the text is of the form of an id. */
    public static boolean isValid(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}");
    }

    /** The stream of this account's events: the aggregate identifier in the journal. */
    public String stream() {
        return STREAM + value;
    }

    /** The account whose stream this is, or null when the stream belongs to something else. */
    public static @Nullable AccountId ofStream(String stream) {
        return stream.startsWith(STREAM) ? new AccountId(stream.substring(STREAM.length())) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
