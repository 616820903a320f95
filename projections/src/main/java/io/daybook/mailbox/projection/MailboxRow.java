package io.daybook.mailbox.projection;

import io.daybook.core.MailboxId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxView;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import org.jspecify.annotations.Nullable;

/**
 * What the view keeps of a mailbox.
 *
 * @param role null for none
 */
public record MailboxRow(
        MailboxId id,
        String name,
        @Nullable MailboxId parent,
        @Nullable String role,
        int sortOrder,
        boolean isSubscribed,
        int uidValidity,
        MailboxCounts counts) {
    public static final View<MailboxId, MailboxRow> VIEW =
            new View<>(
                    "mailbox",
                    KeyCodec.counter(MailboxId::value, MailboxId::new),
                    RecordCodec.of(MailboxRow::write, MailboxRow::read));

    public static MailboxRow of(MailboxCreated created) {
        return new MailboxRow(
                created.mailbox(),
                created.name(),
                created.parent(),
                created.role(),
                created.sortOrder(),
                created.isSubscribed(),
                created.uidValidity(),
                MailboxCounts.ZERO);
    }

    public static MailboxRow of(MailboxRestored restored) {
        return new MailboxRow(
                restored.mailbox(),
                restored.name(),
                restored.parent(),
                restored.role(),
                restored.sortOrder(),
                restored.isSubscribed(),
                restored.uidValidity(),
                MailboxCounts.ZERO);
    }

    public MailboxRow withName(String value) {
        return new MailboxRow(
                id, value, parent, role, sortOrder, isSubscribed, uidValidity, counts);
    }

    public MailboxRow withParent(@Nullable MailboxId value) {
        return new MailboxRow(id, name, value, role, sortOrder, isSubscribed, uidValidity, counts);
    }

    public MailboxRow withRole(@Nullable String value) {
        return new MailboxRow(
                id, name, parent, value, sortOrder, isSubscribed, uidValidity, counts);
    }

    public MailboxRow withSortOrder(int value) {
        return new MailboxRow(id, name, parent, role, value, isSubscribed, uidValidity, counts);
    }

    public MailboxRow withSubscription(boolean value) {
        return new MailboxRow(id, name, parent, role, sortOrder, value, uidValidity, counts);
    }

    public MailboxRow withCounts(MailboxCounts value) {
        return new MailboxRow(id, name, parent, role, sortOrder, isSubscribed, uidValidity, value);
    }

    public MailboxView toView() {
        return new MailboxView(
                id,
                name,
                parent,
                role,
                sortOrder,
                isSubscribed,
                counts.totalEmails(),
                counts.unreadEmails(),
                counts.totalThreads(),
                counts.unreadThreads());
    }

    private static void write(MailboxRow row, FieldWriter out) {
        out.number("id", row.id.value());
        out.text("name", row.name);
        out.number("parent", row.parent == null ? 0 : row.parent.value());
        out.text("role", row.role);
        out.number("sortOrder", row.sortOrder);
        out.flag("isSubscribed", row.isSubscribed);
        out.number("uidValidity", row.uidValidity);
        out.number("totalEmails", row.counts.totalEmails());
        out.number("unreadEmails", row.counts.unreadEmails());
        out.number("totalThreads", row.counts.totalThreads());
        out.number("unreadThreads", row.counts.unreadThreads());
    }

    private static MailboxRow read(FieldReader in) {
        var id = new MailboxId(in.integer("id"));
        var name = in.requiredText("name");
        int parent = in.integer("parent");
        return new MailboxRow(
                id,
                name,
                parent == 0 ? null : new MailboxId(parent),
                in.text("role"),
                in.integer("sortOrder"),
                in.flag("isSubscribed"),
                in.integer("uidValidity"),
                new MailboxCounts(
                        in.integer("totalEmails"),
                        in.integer("unreadEmails"),
                        in.integer("totalThreads"),
                        in.integer("unreadThreads")));
    }
}
