package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.http.SignedIn;
import java.util.Set;

/** Tells which accounts a user may listen to, at this moment. */
@FunctionalInterface
public interface VisibleAccounts {
    Set<AccountId> of(SignedIn user);
}
