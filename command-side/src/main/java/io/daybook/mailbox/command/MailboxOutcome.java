package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxRefusal;
import java.util.List;
import java.util.Map;

/**
 * What became of each record of a Mailbox/set call.
 *
 * @param changes what is recorded before mail leaves the destroyed mailboxes
 * @param destroys what is recorded after it, children before parents
 */
public record MailboxOutcome(
        List<MailboxEvent> changes,
        List<MailboxDestroyed> destroys,
        Map<String, MailboxId> created,
        Map<String, MailboxRefusal> notCreated,
        List<MailboxId> updated,
        Map<MailboxId, MailboxRefusal> notUpdated,
        Map<MailboxId, MailboxRefusal> notDestroyed) {}
