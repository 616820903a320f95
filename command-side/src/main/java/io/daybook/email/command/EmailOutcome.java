package io.daybook.email.command;

import io.daybook.core.EmailId;
import io.daybook.core.MailEvent;
import io.daybook.email.ChangeEmails.Created;
import io.daybook.email.EmailRefusal;
import java.util.List;
import java.util.Map;

/**
 * What became of each record of a call, and the events that record all that succeeded. Every event
 * changes the type Email.
 */
public record EmailOutcome(
        List<MailEvent> events,
        Map<String, Created> created,
        Map<String, EmailRefusal> notCreated,
        List<EmailId> updated,
        Map<EmailId, EmailRefusal> notUpdated,
        List<EmailId> destroyed,
        Map<EmailId, EmailRefusal> notDestroyed) {}
