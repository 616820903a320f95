package io.daybook.identity;

import io.daybook.core.IdentityId;

/** The limits of identities. */
public final class IdentityRules {
    /** The identity of the owner's address, which nobody destroys. */
    public static final IdentityId OWNER = new IdentityId(1);

    /** Identities of one account. */
    public static final int MAX_IDENTITIES = 200;

    /** Octets of UTF-8 of a name, and of each name and address of replyTo and bcc. */
    public static final int MAX_NAME_OCTETS = 1_000;

    /** Addresses in each of replyTo and bcc. */
    public static final int MAX_ADDRESSES = 100;

    /** Octets of UTF-8 of each signature. */
    public static final int MAX_SIGNATURE_OCTETS = 65_536;

    private IdentityRules() {}
}
