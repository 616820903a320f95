package io.daybook.user.command;

import static io.daybook.core.Decision.accept;
import static io.daybook.core.Decision.refuse;

import io.daybook.core.Decider;
import io.daybook.core.Decision;
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

/** Decides about users. Pure. Doing again what is done already is accepted without event. */
public final class UserDecider implements Decider<UserCommand, UserState, UserEvent, Answer> {
    static final int MAX_APP_PASSWORDS = 50;
    static final int MAX_ACCOUNTS = 100;

    @Override
    public Decision<UserEvent, Answer> decide(UserCommand command, UserState state) {
        if (command instanceof RegisterUser register) {
            return state.isRegistered()
                    ? refuse(new AlreadyRegistered())
                    : accept(
                            new UserRegistered(
                                    register.user().value(),
                                    register.account(),
                                    register.passwordHash()));
        }
        if (!state.isRegistered()) {
            return refuse(new NoSuchUser());
        }
        return switch (command) {
            case RegisterUser _ -> refuse(new AlreadyRegistered());
            case ChangePassword(_, var hash) when hash.equals(state.passwordHash()) -> accept();
            case ChangePassword(_, var hash) -> accept(new PasswordChanged(hash));
            case AddAppPassword add -> add(add, state);
            case RevokeAppPassword(_, var id) when !state.appPasswords().contains(id) ->
                    refuse(new NoSuchAppPassword());
            case RevokeAppPassword(_, var id) -> accept(new AppPasswordRevoked(id));
            case GrantAccount grant -> grant(grant, state);
            case WithdrawAccount(_, var account) when !state.granted().containsKey(account) ->
                    accept();
            case WithdrawAccount(_, var account) -> accept(new AccountWithdrawn(account));
        };
    }

    private static Decision<UserEvent, Answer> grant(GrantAccount grant, UserState state) {
        if (grant.account().equals(state.account())) {
            return refuse(new OwnAccount());
        }
        Boolean readOnly = state.granted().get(grant.account());
        if (readOnly != null && readOnly == grant.readOnly()) {
            return accept();
        }
        return readOnly == null && state.granted().size() >= MAX_ACCOUNTS
                ? refuse(new TooManyAccounts(MAX_ACCOUNTS))
                : accept(
                        new AccountGranted(
                                grant.account(), grant.owner().value(), grant.readOnly()));
    }

    private static Decision<UserEvent, Answer> add(AddAppPassword add, UserState state) {
        if (state.appPasswords().contains(add.id())) {
            return accept();
        }
        return state.appPasswords().size() >= MAX_APP_PASSWORDS
                ? refuse(new TooManyAppPasswords(MAX_APP_PASSWORDS))
                : accept(new AppPasswordAdded(add.id(), add.label(), add.secretHash(), add.at()));
    }
}
