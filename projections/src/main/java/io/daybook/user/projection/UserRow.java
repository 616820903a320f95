package io.daybook.user.projection;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.user.GetUser.AppPassword;
import io.daybook.user.GetUser.UserView;
import io.daybook.user.UserEvent;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one row of a user's stream. */
final class UserRow {
    static final String GROUP = "user.2";

    static final View<Only, UserView> VIEW =
            new View<>(
                    "user", KeyCodec.only(Only.ROW), RecordCodec.of(UserRow::write, UserRow::read));

    private static final RecordCodec<AppPassword> APP_PASSWORDS =
            RecordCodec.of(
                    (password, out) -> {
                        out.text("id", password.id());
                        out.text("label", password.label());
                        out.text("secretHash", password.secretHash());
                        out.number("seconds", password.at().getEpochSecond());
                        out.number("nanos", password.at().getNano());
                    },
                    in ->
                            new AppPassword(
                                    in.requiredText("id"),
                                    in.requiredText("label"),
                                    in.requiredText("secretHash"),
                                    Instant.ofEpochSecond(
                                            in.number("seconds"), in.number("nanos"))));

    private static final RecordCodec<VisibleAccount> GRANTED =
            RecordCodec.of(
                    (account, out) -> {
                        out.text("account", account.id().value());
                        out.text("owner", account.owner().value());
                        out.flag("readOnly", account.readOnly());
                    },
                    in ->
                            new VisibleAccount(
                                    new AccountId(in.requiredText("account")),
                                    new UserId(in.requiredText("owner")),
                                    false,
                                    in.flag("readOnly")));

    private UserRow() {}

    /** The key of the one row. */
    enum Only {
        ROW
    }

    /** The user after the event; null before the first. */
    static @Nullable UserView apply(@Nullable UserView user, UserEvent event, long seq) {
        if (event instanceof UserRegistered(var address, var account, var hash)) {
            return new UserView(UserId.of(address), account, List.of(), hash, List.of(), seq);
        }
        return user == null ? null : change(user, event, seq);
    }

    private static UserView change(UserView user, UserEvent event, long seq) {
        return switch (event) {
            case UserRegistered _ -> user;
            case PasswordChanged(var hash) ->
                    new UserView(
                            user.user(),
                            user.account(),
                            user.granted(),
                            hash,
                            user.appPasswords(),
                            seq);
            case AppPasswordAdded added -> with(user, seq, added(user, added));
            case AppPasswordRevoked(var id) ->
                    with(
                            user,
                            seq,
                            user.appPasswords().stream()
                                    .filter(password -> !password.id().equals(id))
                                    .toList());
            case AccountGranted granted -> granted(user, seq, granted);
            case AccountWithdrawn(var id) -> granted(user, seq, others(user, id));
        };
    }

    private static List<AppPassword> added(UserView user, AppPasswordAdded added) {
        var all = new ArrayList<>(user.appPasswords());
        all.add(new AppPassword(added.id(), added.label(), added.secretHash(), added.at()));
        return all;
    }

    private static UserView with(UserView user, long seq, List<AppPassword> appPasswords) {
        return new UserView(
                user.user(),
                user.account(),
                user.granted(),
                user.passwordHash(),
                appPasswords,
                seq);
    }

    private static UserView granted(UserView user, long seq, AccountGranted event) {
        var all = others(user, event.account());
        var owner = UserId.of(event.owner());
        all.add(new VisibleAccount(event.account(), owner, false, event.readOnly()));
        return granted(user, seq, all);
    }

    private static List<VisibleAccount> others(UserView user, AccountId but) {
        var others = new ArrayList<>(user.granted());
        others.removeIf(account -> account.id().equals(but));
        return others;
    }

    private static UserView granted(UserView user, long seq, List<VisibleAccount> granted) {
        return new UserView(
                user.user(),
                user.account(),
                granted,
                user.passwordHash(),
                user.appPasswords(),
                seq);
    }

    private static void write(UserView user, FieldWriter out) {
        out.text("user", user.user().value());
        out.text("account", user.account().value());
        out.list("granted", user.granted(), GRANTED);
        out.text("passwordHash", user.passwordHash());
        out.list("appPasswords", user.appPasswords(), APP_PASSWORDS);
        out.number("version", user.version());
    }

    private static UserView read(FieldReader in) {
        return new UserView(
                new UserId(in.requiredText("user")),
                new AccountId(in.requiredText("account")),
                in.list("granted", GRANTED),
                in.requiredText("passwordHash"),
                in.list("appPasswords", APP_PASSWORDS),
                in.number("version"));
    }
}
