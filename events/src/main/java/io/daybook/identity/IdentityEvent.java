package io.daybook.identity;

import io.daybook.core.IdentityId;
import io.daybook.core.MailEvent;

/** Everything that can happen to an identity. */
public sealed interface IdentityEvent extends MailEvent {
    IdentityId identity();

    /**
     * @param email fixed for good; {@code *@} and a domain for all addresses of the domain
     */
    record IdentityCreated(IdentityId identity, String email, IdentitySetting setting)
            implements IdentityEvent {}

    record IdentityChanged(IdentityId identity, IdentitySetting setting) implements IdentityEvent {}

    record IdentityDestroyed(IdentityId identity) implements IdentityEvent {}
}
