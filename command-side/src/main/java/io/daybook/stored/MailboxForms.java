package io.daybook.stored;

import io.daybook.core.MailboxId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class MailboxForms {
    private static final String SLICE = "mailbox";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE, MailboxCreated.class, MailboxForms::write, MailboxForms::read),
                    EventCodec.first(
                            SLICE,
                            MailboxRenamed.class,
                            (e, out) -> {
                                out.number("mailbox", e.mailbox().value());
                                out.text("name", e.name());
                            },
                            in -> new MailboxRenamed(mailbox(in), in.requiredText("name"))),
                    EventCodec.first(
                            SLICE,
                            MailboxMoved.class,
                            (e, out) -> {
                                out.number("mailbox", e.mailbox().value());
                                parent(out, e.parent());
                            },
                            in -> new MailboxMoved(mailbox(in), parent(in))),
                    EventCodec.first(
                            SLICE,
                            MailboxRoleChanged.class,
                            (e, out) -> {
                                out.number("mailbox", e.mailbox().value());
                                out.text("role", e.role());
                            },
                            in -> new MailboxRoleChanged(mailbox(in), in.text("role"))),
                    EventCodec.first(
                            SLICE,
                            MailboxSorted.class,
                            (e, out) -> {
                                out.number("mailbox", e.mailbox().value());
                                out.number("sortOrder", e.sortOrder());
                            },
                            in -> new MailboxSorted(mailbox(in), in.integer("sortOrder"))),
                    EventCodec.first(
                            SLICE,
                            MailboxSubscriptionChanged.class,
                            (e, out) -> {
                                out.number("mailbox", e.mailbox().value());
                                out.flag("isSubscribed", e.isSubscribed());
                            },
                            in ->
                                    new MailboxSubscriptionChanged(
                                            mailbox(in), in.flag("isSubscribed"))),
                    EventCodec.first(
                            SLICE,
                            MailboxDestroyed.class,
                            (e, out) -> out.number("mailbox", e.mailbox().value()),
                            in -> new MailboxDestroyed(mailbox(in))),
                    EventCodec.first(
                            SLICE,
                            MailboxRestored.class,
                            MailboxForms::writeRestored,
                            MailboxForms::readRestored));

    private MailboxForms() {}

    private static void write(MailboxCreated e, FieldWriter out) {
        out.number("mailbox", e.mailbox().value());
        out.text("name", e.name());
        parent(out, e.parent());
        out.text("role", e.role());
        out.number("sortOrder", e.sortOrder());
        out.flag("isSubscribed", e.isSubscribed());
        out.number("uidValidity", e.uidValidity());
    }

    private static MailboxCreated read(FieldReader in) {
        return new MailboxCreated(
                mailbox(in),
                in.requiredText("name"),
                parent(in),
                in.text("role"),
                in.integer("sortOrder"),
                in.flag("isSubscribed"),
                in.integer("uidValidity"));
    }

    private static void writeRestored(MailboxRestored e, FieldWriter out) {
        out.number("mailbox", e.mailbox().value());
        out.text("name", e.name());
        parent(out, e.parent());
        out.text("role", e.role());
        out.number("sortOrder", e.sortOrder());
        out.flag("isSubscribed", e.isSubscribed());
        out.number("uidValidity", e.uidValidity());
        out.number("nextUid", e.nextUid());
    }

    private static MailboxRestored readRestored(FieldReader in) {
        return new MailboxRestored(
                mailbox(in),
                in.requiredText("name"),
                parent(in),
                in.text("role"),
                in.integer("sortOrder"),
                in.flag("isSubscribed"),
                in.integer("uidValidity"),
                in.integer("nextUid"));
    }

    private static MailboxId mailbox(FieldReader in) {
        return new MailboxId(in.integer("mailbox"));
    }

    /** Ids count from 1, so 0 stands for the top. */
    private static void parent(FieldWriter out, @Nullable MailboxId parent) {
        out.number("parent", parent == null ? 0 : parent.value());
    }

    private static @Nullable MailboxId parent(FieldReader in) {
        int parent = in.integer("parent");
        return parent == 0 ? null : new MailboxId(parent);
    }
}
