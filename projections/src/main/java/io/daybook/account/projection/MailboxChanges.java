package io.daybook.account.projection;

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

/** What events make of the rows of mailboxes, their counters apart. */
final class MailboxChanges {
    private MailboxChanges() {}

    static void apply(Map<Integer, MailboxRow> rows, MailboxEvent event) {
        int id = event.mailbox().value();
        switch (event) {
            case MailboxCreated created -> rows.put(id, MailboxRow.of(created));
            case MailboxRenamed(_, var name) ->
                    rows.computeIfPresent(id, (_, row) -> row.withName(name));
            case MailboxMoved(_, var parent) ->
                    rows.computeIfPresent(id, (_, row) -> row.withParent(parent));
            case MailboxRoleChanged(_, var role) ->
                    rows.computeIfPresent(id, (_, row) -> row.withRole(role));
            case MailboxSorted(_, var sortOrder) ->
                    rows.computeIfPresent(id, (_, row) -> row.withSortOrder(sortOrder));
            case MailboxSubscriptionChanged(_, var isSubscribed) ->
                    rows.computeIfPresent(id, (_, row) -> row.withSubscription(isSubscribed));
            case MailboxDestroyed _ -> rows.remove(id);
            case MailboxRestored restored -> rows.put(id, MailboxRow.of(restored));
        }
    }
}
