package io.daybook.user.signin;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.jmap.Bus;
import io.daybook.user.GetUser;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for the accounts of a user each time: what was granted or withdrawn counts at once. */
public record UserAccounts(Bus bus) {
    /** None when there is no such user. */
    public Set<AccountId> of(UserId user) {
        return switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
            case GetUser.UserView view ->
                    view.accounts().stream()
                            .map(VisibleAccount::id)
                            .collect(Collectors.toUnmodifiableSet());
            case GetUser.NoSuchUser() -> Set.of();
        };
    }
}
