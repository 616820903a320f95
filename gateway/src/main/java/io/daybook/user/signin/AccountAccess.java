package io.daybook.user.signin;

import io.daybook.core.Cause;
import io.daybook.core.UserId;
import io.daybook.core.jmap.Bus;
import io.daybook.user.GetUser;
import io.daybook.user.GetUser.UserView;
import io.daybook.user.UserCommand;
import io.daybook.user.UserCommand.GrantAccount;
import io.daybook.user.UserCommand.WithdrawAccount;

/** Opens accounts to other users, and closes them again. What is so already is left alone. */
public final class AccountAccess {
    private final Bus bus;
    private final Cause cause;

    public AccountAccess(Bus bus, Cause cause) {
        this.bus = bus;
        this.cause = cause;
    }

    /**
     * @param account the address of the user whose account it is
     * @throws UnknownUser when one of the two is none
     */
    public void open(String account, String user, boolean readOnly) {
        UserView owner = find(account);
        UserView other = find(user);
        carryOut(new GrantAccount(other.user(), owner.account(), owner.user(), readOnly));
    }

    /**
     * @param account the address of the user whose account it is
     * @throws UnknownUser when one of the two is none
     */
    public void close(String account, String user) {
        UserView owner = find(account);
        UserView other = find(user);
        carryOut(new WithdrawAccount(other.user(), owner.account()));
    }

    private UserView find(String address) {
        return switch (bus.query(new GetUser(UserId.of(address)), GetUser.Answer.class)) {
            case UserView view -> view;
            case GetUser.NoSuchUser() -> throw new UnknownUser(address);
        };
    }

    private void carryOut(UserCommand command) {
        switch (bus.command(command, cause, UserCommand.Answer.class)) {
            case UserCommand.Done _ -> {}
            case UserCommand.TooManyAccounts(int max) ->
                    throw new TooManyAccounts(command.user(), max);
            case UserCommand.Answer answer ->
                    throw new IllegalStateException("user " + command.user() + ": " + answer);
        }
    }

    /** The text is for the operator. */
    public static final class UnknownUser extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownUser(String address) {
            super("there is no user " + address + "; make one with --user or --user-file");
        }
    }

    /** The text is for the operator. */
    public static final class TooManyAccounts extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyAccounts(UserId user, int max) {
            super(
                    max
                            + " accounts are open to "
                            + user
                            + " already, which is the most; take one back with --close");
        }
    }
}
