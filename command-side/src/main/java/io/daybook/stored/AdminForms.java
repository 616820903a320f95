package io.daybook.stored;

import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminAction.Setting;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import java.util.List;

final class AdminForms {
    private static final String SLICE = "admin";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            AdminTokenIssued.class,
                            (e, out) -> {
                                out.text("id", e.id());
                                out.text("tokenHash", e.tokenHash());
                            },
                            in ->
                                    new AdminTokenIssued(
                                            in.requiredText("id"), in.requiredText("tokenHash"))),
                    EventCodec.first(
                            SLICE,
                            AdminTokenRevoked.class,
                            (e, out) -> out.text("id", e.id()),
                            in -> new AdminTokenRevoked(in.requiredText("id"))),
                    EventCodec.first(
                            SLICE,
                            AdminActed.class,
                            (e, out) -> write(e.action(), out),
                            in -> new AdminActed(read(in))));

    private AdminForms() {}

    private static void write(AdminAction action, FieldWriter out) {
        out.text("operation", action.operation());
        out.text("path", action.path());
        out.list(
                "settings",
                action.settings(),
                (setting, each) -> {
                    each.text("name", setting.name());
                    each.text("value", setting.value());
                });
        out.number("status", action.status());
        out.text("detail", action.detail());
    }

    private static AdminAction read(FieldReader in) {
        return new AdminAction(
                in.requiredText("operation"),
                in.requiredText("path"),
                in.list(
                        "settings",
                        each -> new Setting(each.requiredText("name"), each.requiredText("value"))),
                in.integer("status"),
                in.requiredText("detail"));
    }
}
