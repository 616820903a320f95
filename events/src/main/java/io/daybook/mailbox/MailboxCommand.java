package io.daybook.mailbox;

import io.daybook.core.MailboxId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record of a Mailbox/set call (RFC 8621 section 2.5). */
public sealed interface MailboxCommand {
    /**
     * @param creationId the client's name for it within the call
     * @param name as the client sent it; the decider checks and normalises it (NFC)
     */
    record CreateMailbox(
            String creationId,
            String name,
            @Nullable MailboxRef parent,
            @Nullable String role,
            int sortOrder,
            boolean isSubscribed)
            implements MailboxCommand {}

    /**
     * New values; a null component is left alone. {@code Optional.empty()} is the value null on the
     * wire.
     */
    record UpdateMailbox(
            MailboxId mailbox,
            @Nullable String name,
            @Nullable Optional<MailboxRef> parent,
            @Nullable Optional<String> role,
            @Nullable Integer sortOrder,
            @Nullable Boolean isSubscribed)
            implements MailboxCommand {}

    /**
     * @param removeEmails onDestroyRemoveEmails: mail that is in no other mailbox is destroyed
     */
    record DestroyMailbox(MailboxId mailbox, boolean removeEmails) implements MailboxCommand {}

    /**
     * A destroyed mailbox comes back under its id; by an undo, never by Mailbox/set.
     *
     * @param nextUid see {@link MailboxEvent.MailboxRestored}
     */
    record RestoreMailbox(
            MailboxId mailbox, MailboxRevert.Content before, int uidValidity, int nextUid)
            implements MailboxCommand {}
}
