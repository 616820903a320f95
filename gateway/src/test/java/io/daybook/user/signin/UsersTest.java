package io.daybook.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.gateway.FakeSides;
import io.daybook.user.GetUser;
import io.daybook.user.GetUser.UserView;
import io.daybook.user.UserCommand.ChangePassword;
import io.daybook.user.UserCommand.Done;
import io.daybook.user.UserCommand.RegisterUser;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final FakeSides sides = new FakeSides();
    private final List<Object> commands = new ArrayList<>();
    private GetUser.Answer known = new GetUser.NoSuchUser();
    private Users users;

    @BeforeEach
    void prepare() {
        sides.answer(GetUser.class, GetUser.Answer.class, _ -> known);
        sides.carryOut(RegisterUser.class, message -> note(message, new Done(0)));
        sides.carryOut(ChangePassword.class, message -> note(message, new Done(1)));
        sides.carryOut(OpenAccount.class, message -> note(message, new AccountChanged(0)));
        users = new Users(sides.bus(), sides, Clock.systemUTC(), new SecureRandom());
    }

    private Object note(CommandMessage<?> message, Object answer) {
        commands.add(message.getPayload());
        return answer;
    }

    @Test
    void a_new_user_is_registered_and_gets_an_account() {
        AccountId account = users.ensure("Alice@example.test", "secret");
        assertThat(commands).hasSize(2);
        var register = (RegisterUser) commands.get(0);
        assertThat(register.user().value()).isEqualTo("alice@example.test");
        assertThat(register.account()).isEqualTo(account);
        assertThat(Passwords.matches(register.passwordHash(), "secret")).isTrue();
        var open = (OpenAccount) commands.get(1);
        assertThat(open.account()).isEqualTo(account);
        assertThat(open.epoch()).matches("[a-z0-9]{1,12}");
        assertThat(open.uidValidity()).isPositive();
    }

    @Test
    void what_is_so_already_is_left_alone() {
        known("secret");
        assertThat(users.ensure("alice@example.test", "secret").value()).isEqualTo("a1");
        assertThat(commands).isEmpty();
    }

    @Test
    void another_password_is_changed() {
        known("before");
        users.ensure("alice@example.test", "after");
        assertThat(commands).hasSize(1);
        var change = (ChangePassword) commands.getFirst();
        assertThat(Passwords.matches(change.passwordHash(), "after")).isTrue();
    }

    @Test
    void an_account_that_was_not_opened_last_time_is_opened_now() {
        known("secret");
        var another =
                new Users(sides.bus(), new FakeSides(), Clock.systemUTC(), new SecureRandom());
        another.ensure("alice@example.test", "secret");
        assertThat(commands).hasSize(1).first().isInstanceOf(OpenAccount.class);
    }

    private void known(String password) {
        String hash = Passwords.hash(password, new SecureRandom());
        var account = new AccountId("a1");
        known =
                new UserView(
                        UserId.of("alice@example.test"), account, List.of(), hash, List.of(), 0);
        sides.move(account.stream());
    }
}
