package io.daybook.history.query;

import io.daybook.history.HistoryView.Change;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import io.daybook.mailbox.projection.MailboxRow;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what events changed of mailboxes. */
final class MailboxTelling {
    private MailboxTelling() {}

    /**
     * @param was the mailbox before the event, null when there was none
     */
    static Change of(MailboxEvent event, @Nullable MailboxRow was) {
        var id = event.mailbox().toString();
        return switch (event) {
            case MailboxCreated created ->
                    new Change("Mailbox", id, null, whole(MailboxRow.of(created)));
            case MailboxRenamed(_, var name) -> changed(id, "name", was, name);
            case MailboxMoved(_, var parent) -> changed(id, "parentId", was, text(parent));
            case MailboxRoleChanged(_, var role) -> changed(id, "role", was, role);
            case MailboxSorted(_, var order) -> changed(id, "sortOrder", was, order);
            case MailboxSubscriptionChanged(_, var is) -> changed(id, "isSubscribed", was, is);
            case MailboxRestored restored ->
                    new Change("Mailbox", id, null, whole(MailboxRow.of(restored)));
            case MailboxDestroyed _ -> new Change("Mailbox", id, whole(was), null);
        };
    }

    private static Change changed(
            String id, String property, @Nullable MailboxRow was, @Nullable Object is) {
        var before = whole(was);
        before.keySet().retainAll(Set.of(property));
        var after = new TreeMap<String, @Nullable Object>();
        after.put(property, is);
        return new Change("Mailbox", id, before, after);
    }

    private static Map<String, @Nullable Object> whole(@Nullable MailboxRow row) {
        var whole = new TreeMap<String, @Nullable Object>();
        if (row != null) {
            whole.put("name", row.name());
            whole.put("parentId", text(row.parent()));
            whole.put("role", row.role());
            whole.put("sortOrder", row.sortOrder());
            whole.put("isSubscribed", row.isSubscribed());
        }
        return whole;
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
