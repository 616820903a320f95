package io.daybook.user.signin;

import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.http.VisibleAccounts;
import io.daybook.core.jmap.Bus;
import io.daybook.user.GetUser;
import java.util.List;

/** Asks for the accounts of a user each time: what was granted or withdrawn counts at once. */
public record UserAccounts(Bus bus) implements VisibleAccounts {
    @Override
    public List<VisibleAccount> of(UserId user) {
        return switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
            case GetUser.UserView view -> view.accounts();
            case GetUser.NoSuchUser() -> List.of();
        };
    }
}
