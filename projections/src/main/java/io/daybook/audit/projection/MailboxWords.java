package io.daybook.audit.projection;

import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;

final class MailboxWords {
    private static final String NAME = "name";
    private static final String PARENT = "parentId";
    private static final String ROLE = "role";
    private static final String SORT_ORDER = "sortOrder";
    private static final String SUBSCRIBED = "isSubscribed";

    private MailboxWords() {}

    static void tell(MailboxEvent event, AuditDraft draft) {
        var mailbox = draft.on(event.mailbox());
        switch (event) {
            case MailboxCreated created -> {
                draft.becomes(mailbox, NAME, created.name());
                draft.becomes(mailbox, PARENT, created.parent());
                draft.becomes(mailbox, ROLE, created.role());
                draft.becomes(mailbox, SORT_ORDER, created.sortOrder());
                draft.becomes(mailbox, SUBSCRIBED, created.isSubscribed());
            }
            case MailboxRenamed(_, var name) -> draft.becomes(mailbox, NAME, name);
            case MailboxMoved(_, var parent) -> draft.becomes(mailbox, PARENT, parent);
            case MailboxRoleChanged(_, var role) -> draft.becomes(mailbox, ROLE, role);
            case MailboxSorted(_, var order) -> draft.becomes(mailbox, SORT_ORDER, order);
            case MailboxSubscriptionChanged(_, var isSubscribed) ->
                    draft.becomes(mailbox, SUBSCRIBED, isSubscribed);
            case MailboxRestored restored -> {
                draft.becomes(mailbox, NAME, restored.name());
                draft.becomes(mailbox, PARENT, restored.parent());
                draft.becomes(mailbox, ROLE, restored.role());
                draft.becomes(mailbox, SORT_ORDER, restored.sortOrder());
                draft.becomes(mailbox, SUBSCRIBED, restored.isSubscribed());
            }
            case MailboxDestroyed _ -> draft.isGone(mailbox);
        }
    }
}
