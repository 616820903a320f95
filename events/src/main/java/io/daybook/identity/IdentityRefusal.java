package io.daybook.identity;

/** Why an identity was not created, changed or destroyed. */
public sealed interface IdentityRefusal {
    record NoSuchIdentity() implements IdentityRefusal {}

    /** The user may not send from the address (RFC 8621 section 6.3). */
    record ForbiddenFrom() implements IdentityRefusal {}

    record TooManyIdentities(int max) implements IdentityRefusal {}

    /** It is the identity of the owner's address. */
    record MayNotDelete() implements IdentityRefusal {}
}
