package io.daybook.audit.projection;

import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.List;

/** Emails: mailboxes stand before them, because of many things only the first are shown. */
final class EmailWords {
    private EmailWords() {}

    static void tell(EmailEvent event, AuditDraft draft) {
        switch (event) {
            case EmailsAdded(var emails) -> added(emails, draft);
            case KeywordsChanged(var emails, var added, var removed) -> {
                draft.onEmails(emails);
                added.forEach(keyword -> draft.tells("keywords/" + keyword, false, true));
                removed.forEach(keyword -> draft.tells("keywords/" + keyword, true, false));
            }
            case EmailsMoved(var emails, var entered, var left) -> {
                entered.forEach(entry -> enters(entry.mailbox(), draft));
                left.forEach(mailbox -> leaves(new MailboxId(mailbox), draft));
                draft.onEmails(emails);
            }
            case EmailsDestroyed(var emails) -> draft.onEmails(emails);
            case EmailsRestored(var emails, var recreated) -> {
                added(emails, draft);
                recreated(recreated, draft);
            }
            case EmailsRedigested(var emails, var parser) -> {
                draft.onEmails(emails);
                draft.tells("parser", parser);
            }
        }
    }

    private static void enters(MailboxId mailbox, AuditDraft draft) {
        draft.tells("mailboxIds/" + draft.on(mailbox).id(), false, true);
    }

    private static void leaves(MailboxId mailbox, AuditDraft draft) {
        draft.tells("mailboxIds/" + draft.on(mailbox).id(), true, false);
    }

    static void added(List<AddedEmail> emails, AuditDraft draft) {
        emails.forEach(email -> email.placements().forEach(place -> draft.on(place.mailbox())));
        emails.forEach(email -> draft.on("email", email.email()));
        emails.forEach(email -> draft.on("thread", email.thread()));
        if (emails.size() == 1) {
            AddedEmail email = emails.getFirst();
            draft.tells("blobId", email.blob());
            draft.tells("receivedAt", email.receivedAt());
            email.keywords().forEach(keyword -> draft.tells("keywords/" + keyword, null, true));
            email.placements().forEach(place -> draft.tells("mailboxIds/" + place.mailbox(), true));
        }
        draft.tells("size", emails.stream().mapToLong(AddedEmail::size).sum());
    }

    static void tell(ThreadEvent event, AuditDraft draft) {
        switch (event) {
            case ThreadsMerged(var survivor, var merged, var recreated) -> {
                draft.on("thread", survivor);
                merged.forEach(thread -> draft.on("thread", thread));
                recreated(recreated, draft);
            }
        }
    }

    static void recreated(List<Recreated> recreated, AuditDraft draft) {
        for (Recreated email : recreated) {
            var was = draft.on("email", new EmailId(email.was()));
            var is = draft.on("email", new EmailId(email.is()));
            draft.tells("id", was.id(), is.id());
        }
    }
}
