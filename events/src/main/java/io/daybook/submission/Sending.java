package io.daybook.submission;

import org.jspecify.annotations.Nullable;

/**
 * Whether this server can send mail at all.
 *
 * @param forbidden why not, in a sentence for the user: the description of {@code forbiddenToSend}
 *     (RFC 8621 section 7.5); null when it can
 */
public record Sending(@Nullable String forbidden) {
    public static final Sending ALLOWED = new Sending(null);
}
