package io.daybook.push;

import org.jspecify.annotations.Nullable;

/** Names a push subscription: random, 1 to 64 of {@code A-Za-z0-9_-} (RFC 8620 section 1.2). */
public record PushSubscriptionId(String value) {
    private static final String FORM = "[A-Za-z0-9_-]{1,64}";

    public PushSubscriptionId {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("not the id of a push subscription: " + value);
        }
    }

    /** Null when the text is no such id. */
    public static @Nullable PushSubscriptionId parse(String text) {
        return text.matches(FORM) ? new PushSubscriptionId(text) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
