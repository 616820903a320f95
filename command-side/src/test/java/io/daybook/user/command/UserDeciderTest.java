package io.daybook.user.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.Decision;
import io.daybook.core.UserId;
import io.daybook.user.UserCommand;
import io.daybook.user.UserCommand.AddAppPassword;
import io.daybook.user.UserCommand.AlreadyRegistered;
import io.daybook.user.UserCommand.Answer;
import io.daybook.user.UserCommand.ChangePassword;
import io.daybook.user.UserCommand.GrantAccount;
import io.daybook.user.UserCommand.NoSuchAppPassword;
import io.daybook.user.UserCommand.NoSuchUser;
import io.daybook.user.UserCommand.OwnAccount;
import io.daybook.user.UserCommand.RegisterUser;
import io.daybook.user.UserCommand.RevokeAppPassword;
import io.daybook.user.UserCommand.TooManyAccounts;
import io.daybook.user.UserCommand.TooManyAppPasswords;
import io.daybook.user.UserCommand.WithdrawAccount;
import io.daybook.user.UserEvent;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserDeciderTest {
    private static final UserId ALICE = new UserId("alice@example.test");
    private static final String BOB = "bob@example.test";
    private static final AccountId ACCOUNT = new AccountId("a1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final UserState state = new UserState();

    private Decision<UserEvent, Answer> decide(UserCommand command) {
        var decision = new UserDecider().decide(command, state);
        if (decision instanceof Decision.Accepted<UserEvent, Answer>(var events)) {
            events.forEach(state::evolve);
        }
        return decision;
    }

    private void registered() {
        decide(new RegisterUser(ALICE, ACCOUNT, "hash"));
    }

    private static GrantAccount grant(String account, boolean readOnly) {
        return new GrantAccount(ALICE, new AccountId(account), new UserId(BOB), readOnly);
    }

    private static AddAppPassword password(String id) {
        return new AddAppPassword(ALICE, id, "phone", "secret", NOON);
    }

    @Test
    void a_user_is_registered_once() {
        assertThat(decide(new RegisterUser(ALICE, ACCOUNT, "hash")))
                .isEqualTo(
                        Decision.accept(new UserRegistered("alice@example.test", ACCOUNT, "hash")));
        assertThat(decide(new RegisterUser(ALICE, ACCOUNT, "other")))
                .isEqualTo(Decision.refuse(new AlreadyRegistered()));
    }

    @Test
    void nothing_is_decided_for_a_user_who_is_not_registered() {
        assertThat(decide(new ChangePassword(ALICE, "x")))
                .isEqualTo(Decision.refuse(new NoSuchUser()));
        assertThat(decide(password("p"))).isEqualTo(Decision.refuse(new NoSuchUser()));
        assertThat(decide(new RevokeAppPassword(ALICE, "p")))
                .isEqualTo(Decision.refuse(new NoSuchUser()));
    }

    @Test
    void a_changed_password_is_recorded_once() {
        registered();
        assertThat(decide(new ChangePassword(ALICE, "new")))
                .isEqualTo(Decision.accept(new PasswordChanged("new")));
        assertThat(decide(new ChangePassword(ALICE, "new"))).isEqualTo(Decision.accept());
    }

    @Test
    void app_passwords_are_added_and_revoked_one_by_one() {
        registered();
        assertThat(decide(password("p")))
                .isEqualTo(Decision.accept(new AppPasswordAdded("p", "phone", "secret", NOON)));
        assertThat(decide(password("p"))).isEqualTo(Decision.accept());
        assertThat(decide(new RevokeAppPassword(ALICE, "q")))
                .isEqualTo(Decision.refuse(new NoSuchAppPassword()));
        assertThat(decide(new RevokeAppPassword(ALICE, "p")))
                .isEqualTo(Decision.accept(new AppPasswordRevoked("p")));
        assertThat(decide(new RevokeAppPassword(ALICE, "p")))
                .isEqualTo(Decision.refuse(new NoSuchAppPassword()));
    }

    @Test
    void the_account_of_another_is_granted_changed_and_withdrawn_each_once() {
        registered();
        assertThat(decide(grant("b1", true)))
                .isEqualTo(Decision.accept(new AccountGranted(new AccountId("b1"), BOB, true)));
        assertThat(decide(grant("b1", true))).isEqualTo(Decision.accept());
        assertThat(decide(grant("b1", false)))
                .isEqualTo(Decision.accept(new AccountGranted(new AccountId("b1"), BOB, false)));
        assertThat(decide(new WithdrawAccount(ALICE, new AccountId("b1"))))
                .isEqualTo(Decision.accept(new AccountWithdrawn(new AccountId("b1"))));
        assertThat(decide(new WithdrawAccount(ALICE, new AccountId("b1"))))
                .isEqualTo(Decision.accept());
    }

    @Test
    void nobody_is_granted_the_own_account_or_more_than_a_hundred() {
        assertThat(decide(grant("b1", true))).isEqualTo(Decision.refuse(new NoSuchUser()));
        registered();
        assertThat(decide(grant(ACCOUNT.value(), true)))
                .isEqualTo(Decision.refuse(new OwnAccount()));
        for (int i = 0; i < 100; i++) {
            decide(grant("b" + i, true));
        }
        assertThat(decide(grant("c", true))).isEqualTo(Decision.refuse(new TooManyAccounts(100)));
        assertThat(decide(grant("b7", false))).isInstanceOf(Decision.Accepted.class);
        decide(new WithdrawAccount(ALICE, new AccountId("b7")));
        assertThat(decide(grant("c", true))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_user_has_at_most_fifty_app_passwords() {
        registered();
        for (int i = 0; i < 50; i++) {
            decide(password("p" + i));
        }
        assertThat(decide(password("more")))
                .isEqualTo(Decision.refuse(new TooManyAppPasswords(50)));
        decide(new RevokeAppPassword(ALICE, "p7"));
        assertThat(decide(password("more"))).isInstanceOf(Decision.Accepted.class);
    }
}
