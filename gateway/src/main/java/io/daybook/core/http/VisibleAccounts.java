package io.daybook.core.http;

import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import java.util.List;

/**
 * Tells which accounts a user can see, for those who act without a request of that user. Whenever
 * the answer changes, the user's stream moves.
 */
@FunctionalInterface
public interface VisibleAccounts {
    /** As of now, the user's own account first; none when there is no such user. */
    List<VisibleAccount> of(UserId user);
}
