package io.daybook.mailbox;

import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a mailbox. That its mail left it is told by the emails' own events.
 */
public sealed interface MailboxEvent extends MailEvent {
    MailboxId mailbox();

    /**
     * @param role a lower-case name of the IANA registry of mailbox roles, null for none
     * @param uidValidity decided once; UIDs of this mailbox count from 1
     */
    record MailboxCreated(
            MailboxId mailbox,
            String name,
            @Nullable MailboxId parent,
            @Nullable String role,
            int sortOrder,
            boolean isSubscribed,
            int uidValidity)
            implements MailboxEvent {}

    record MailboxRenamed(MailboxId mailbox, String name) implements MailboxEvent {}

    /** The mailbox has a new parent; null for the top. */
    record MailboxMoved(MailboxId mailbox, @Nullable MailboxId parent) implements MailboxEvent {}

    record MailboxRoleChanged(MailboxId mailbox, @Nullable String role) implements MailboxEvent {}

    record MailboxSorted(MailboxId mailbox, int sortOrder) implements MailboxEvent {}

    record MailboxSubscriptionChanged(MailboxId mailbox, boolean isSubscribed)
            implements MailboxEvent {}

    record MailboxDestroyed(MailboxId mailbox) implements MailboxEvent {}

    /**
     * A destroyed mailbox is there again, without mail: what comes back into it is told by the
     * emails' own events.
     *
     * @param uidValidity as it was, or a new one when it is not known how far its UIDs had come
     * @param nextUid of the first email that enters it: more than any UID under the uidValidity
     */
    record MailboxRestored(
            MailboxId mailbox,
            String name,
            @Nullable MailboxId parent,
            @Nullable String role,
            int sortOrder,
            boolean isSubscribed,
            int uidValidity,
            int nextUid)
            implements MailboxEvent {}
}
