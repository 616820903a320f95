package io.daybook.user.signin;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
import io.daybook.core.jmap.Bus;
import io.daybook.user.GetUser;
import io.daybook.user.UserCommand;
import io.daybook.user.UserCommand.ChangePassword;
import io.daybook.user.UserCommand.RegisterUser;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Makes sure of users and their accounts when the server starts. */
public final class Users {
    /** What an account may hold unless the operator says otherwise. */
    public static final long QUOTA_OCTETS = 100_000_000_000L;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ACCOUNT_LENGTH = 12;
    private static final int EPOCH_LENGTH = 6;

    private final Bus bus;
    private final StreamHeads heads;
    private final Clock clock;
    private final RandomGenerator random;
    private final long quotaOctets;
    private final Cause cause;

    public Users(Bus bus, StreamHeads heads, Clock clock, RandomGenerator random) {
        this(bus, heads, clock, random, QUOTA_OCTETS);
    }

    /**
     * @param quotaOctets the most octets of messages that an account opened from now on may hold
     */
    public Users(
            Bus bus, StreamHeads heads, Clock clock, RandomGenerator random, long quotaOctets) {
        this.bus = bus;
        this.heads = heads;
        this.clock = clock;
        this.random = random;
        this.quotaOctets = quotaOctets;
        this.cause = new Cause("system", "serve", "", "", "start-" + text(ACCOUNT_LENGTH));
    }

    /** Opens and closes accounts, in the name of the same start. */
    public AccountAccess access() {
        return new AccountAccess(bus, cause);
    }

    /**
     * The account of the user, who has this password afterwards. What is so already is left alone.
     *
     * @throws IllegalArgumentException when it is no address
     */
    public AccountId ensure(String address, String password) {
        var user = UserId.of(address);
        AccountId account =
                switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
                    case GetUser.UserView view -> {
                        if (!Passwords.matches(view.passwordHash(), password)) {
                            carryOut(new ChangePassword(user, Passwords.hash(password, random)));
                        }
                        yield view.account();
                    }
                    case GetUser.NoSuchUser() -> register(user, password);
                };
        // The process may have ended between the two, last time.
        if (heads.head(account.stream()) < 0) {
            open(account, user);
        }
        return account;
    }

    /** Another node may do the same, and be first. */
    private AccountId register(UserId user, String password) {
        var fresh = new AccountId(text(ACCOUNT_LENGTH));
        var register = new RegisterUser(user, fresh, Passwords.hash(password, random));
        return switch (bus.command(register, cause, UserCommand.Answer.class)) {
            case UserCommand.Done _ -> fresh;
            case UserCommand.AlreadyRegistered()
                    when bus.query(new GetUser(user), GetUser.Answer.class)
                            instanceof GetUser.UserView view ->
                    view.account();
            case UserCommand.Answer other -> throw refused(user, other);
        };
    }

    private void carryOut(UserCommand command) {
        var answer = bus.command(command, cause, UserCommand.Answer.class);
        if (!(answer instanceof UserCommand.Done)) {
            throw refused(command.user(), answer);
        }
    }

    private static IllegalStateException refused(UserId user, UserCommand.Answer answer) {
        return new IllegalStateException("user " + user + ": " + answer);
    }

    private void open(AccountId account, UserId owner) {
        var open =
                new OpenAccount(
                        account,
                        text(EPOCH_LENGTH),
                        random.nextLong(),
                        owner.value(),
                        quotaOctets,
                        (int) clock.instant().getEpochSecond());
        bus.command(open, cause, AccountChanged.class);
    }

    private String text(int length) {
        var text = new StringBuilder(length);
        // A letter first: ids that are all digits are easily mistaken for numbers.
        text.append(ALPHABET.charAt(random.nextInt(26)));
        while (text.length() < length) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
