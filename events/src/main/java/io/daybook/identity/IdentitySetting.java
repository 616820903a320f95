package io.daybook.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client may change of an identity (RFC 8621 section 6).
 *
 * @param replyTo null and empty are different
 * @param htmlSignature a piece of HTML, kept as the client sent it
 */
public record IdentitySetting(
        String name,
        @Nullable List<Correspondent> replyTo,
        @Nullable List<Correspondent> bcc,
        String textSignature,
        String htmlSignature) {
    /** The defaults. */
    public static final IdentitySetting NONE = new IdentitySetting("", null, null, "", "");

    public IdentitySetting {
        replyTo = replyTo == null ? null : List.copyOf(replyTo);
        bcc = bcc == null ? null : List.copyOf(bcc);
    }

    /** An EmailAddress of RFC 8621 section 4.1.2.3. */
    public record Correspondent(@Nullable String name, String email) {}
}
