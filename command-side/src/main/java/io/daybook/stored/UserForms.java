package io.daybook.stored;

import io.daybook.core.AccountId;
import io.daybook.journal.EventCodec;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import java.util.List;

final class UserForms {
    private static final String SLICE = "user";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            UserRegistered.class,
                            (e, out) -> {
                                out.text("address", e.address());
                                out.text("account", e.account().value());
                                out.text("passwordHash", e.passwordHash());
                            },
                            in ->
                                    new UserRegistered(
                                            in.requiredText("address"),
                                            new AccountId(in.requiredText("account")),
                                            in.requiredText("passwordHash"))),
                    EventCodec.first(
                            SLICE,
                            PasswordChanged.class,
                            (e, out) -> out.text("passwordHash", e.passwordHash()),
                            in -> new PasswordChanged(in.requiredText("passwordHash"))),
                    EventCodec.first(
                            SLICE,
                            AppPasswordAdded.class,
                            (e, out) -> {
                                out.text("id", e.id());
                                out.text("label", e.label());
                                out.text("secretHash", e.secretHash());
                                StoredInstant.write(out, "at", e.at());
                            },
                            in ->
                                    new AppPasswordAdded(
                                            in.requiredText("id"),
                                            in.requiredText("label"),
                                            in.requiredText("secretHash"),
                                            StoredInstant.read(in, "at"))),
                    EventCodec.first(
                            SLICE,
                            AppPasswordRevoked.class,
                            (e, out) -> out.text("id", e.id()),
                            in -> new AppPasswordRevoked(in.requiredText("id"))),
                    EventCodec.first(
                            SLICE,
                            AccountGranted.class,
                            (e, out) -> {
                                out.text("account", e.account().value());
                                out.text("owner", e.owner());
                                out.flag("readOnly", e.readOnly());
                            },
                            in ->
                                    new AccountGranted(
                                            new AccountId(in.requiredText("account")),
                                            in.requiredText("owner"),
                                            in.flag("readOnly"))),
                    EventCodec.first(
                            SLICE,
                            AccountWithdrawn.class,
                            (e, out) -> out.text("account", e.account().value()),
                            in -> new AccountWithdrawn(new AccountId(in.requiredText("account")))));

    private UserForms() {}
}
