package io.daybook.push.jmap;

import io.daybook.core.UserId;

/** Tells whether a secret is still good. */
@FunctionalInterface
public interface Secrets {
    /**
     * @param credential the secret's name, as {@link io.daybook.core.http.SignedIn} has it
     */
    boolean stillHolds(UserId user, String credential);
}
