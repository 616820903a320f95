package io.daybook.mailbox;

import io.daybook.core.MailboxId;
import org.jspecify.annotations.Nullable;

/**
 * How a mailbox is to be again what it was; done only where the mailbox still is what the undone
 * changes left.
 */
public sealed interface MailboxRevert {
    MailboxId mailbox();

    /** The properties in which the two differ are reverted. */
    record ChangeBack(MailboxId mailbox, Content left, Content before) implements MailboxRevert {}

    /** A destroyed mailbox comes back. */
    record BringBack(MailboxId mailbox, Content before, int uidValidity) implements MailboxRevert {}

    /** A mailbox that had not been there goes, if nobody changed it since and it has no mail. */
    record TakeAway(MailboxId mailbox, Content left) implements MailboxRevert {}

    /** What of a mailbox can change; its mail is told by the emails. */
    record Content(
            String name,
            @Nullable MailboxId parent,
            @Nullable String role,
            int sortOrder,
            boolean isSubscribed) {}

    /** Why a mailbox stays as it is. */
    sealed interface Refusal {}

    /** There is no such mailbox any more. */
    record Gone() implements Refusal {}

    /**
     * A later change contradicts.
     *
     * @param expected what the undone changes left; null when that was no mailbox at all
     */
    record Changed(@Nullable Content expected, Content now) implements Refusal {}

    /** What it would be is against the rules. */
    record Forbidden(MailboxRefusal why) implements Refusal {}
}
