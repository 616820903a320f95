package io.daybook.identity;

import io.daybook.core.IdentityId;

/** How an identity is to be again what it was. */
public sealed interface IdentityRevert {
    IdentityId identity();

    record ChangeBack(IdentityId identity, IdentitySetting before) implements IdentityRevert {}

    record BringBack(IdentityId identity, String email, IdentitySetting before)
            implements IdentityRevert {}

    record TakeAway(IdentityId identity) implements IdentityRevert {}
}
