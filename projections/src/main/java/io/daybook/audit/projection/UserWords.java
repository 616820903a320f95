package io.daybook.audit.projection;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.user.UserEvent;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;

/** Users. What is theirs counts to their own account, a grant to the account that is granted. */
final class UserWords {
    private static final String ACCOUNT = "account";

    private UserWords() {}

    static void tell(UserEvent event, AuditDraft draft) {
        var user = draft.on("user", draft.stream().substring(UserId.STREAM.length()));
        String own = draft.memory().find(user.toString(), ACCOUNT);
        draft.of(own == null ? null : new AccountId(own));
        switch (event) {
            case UserRegistered(_, var account, _) -> {
                draft.of(account);
                draft.on(ACCOUNT, account);
                draft.becomes(user, ACCOUNT, account);
                draft.tells("password", "set");
            }
            case PasswordChanged _ -> draft.tells("password", "set", "changed");
            case AppPasswordAdded added ->
                    draft.becomes(draft.on("appPassword", added.id()), "label", added.label());
            case AppPasswordRevoked(var id) -> draft.isGone(draft.on("appPassword", id));
            case AccountGranted(var account, var owner, var readOnly) -> {
                draft.of(account);
                draft.on(ACCOUNT, account);
                var grant = draft.on("grant", account);
                draft.becomes(grant, "owner", owner);
                draft.becomes(grant, "access", readOnly ? "read-only" : "read-write");
            }
            case AccountWithdrawn(var account) -> {
                draft.of(account);
                draft.on(ACCOUNT, account);
                draft.isGone(draft.on("grant", account));
            }
        }
    }
}
