package io.daybook.core.http;

import org.jspecify.annotations.Nullable;

/** Looks again at users who signed in before: by a connection that lasts, or with a ticket. */
@FunctionalInterface
public interface Recognition {
    /**
     * The same user with the accounts that are visible by now; null when the secret is good no
     * longer.
     */
    @Nullable SignedIn again(SignedIn user);
}
