package io.daybook.core.jmap;

import org.jspecify.annotations.Nullable;

/**
 * A method-level error (RFC 8620 section 3.6.2). The type is open: methods add their own.
 *
 * @param description for the developer of the client; never the text of an exception
 */
public record MethodError(String type, @Nullable String description) {
    public static MethodError invalidArguments(String description) {
        return new MethodError("invalidArguments", description);
    }

    /**
     * The account that the argument names is none that the user can see.
     *
     * @param member {@code accountId} or {@code fromAccountId} (RFC 8620 section 5.4)
     */
    static MethodError notFound(String member) {
        return of(member.equals("fromAccountId") ? "fromAccountNotFound" : "accountNotFound");
    }

    /** The account is at another server now. */
    static MethodError moved(String member, String to) {
        return new MethodError(notFound(member).type(), "The account has moved to " + to);
    }

    public static MethodError of(String type) {
        return new MethodError(type, null);
    }
}
