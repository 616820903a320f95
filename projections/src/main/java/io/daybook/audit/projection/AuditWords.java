package io.daybook.audit.projection;

import io.daybook.account.AccountEvent;
import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.account.RetentionRules;
import io.daybook.admin.AdminEvent;
import io.daybook.core.AccountId;
import io.daybook.core.Event;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.push.PushEvent;
import io.daybook.refusal.RefusalEvent;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent;
import io.daybook.user.UserEvent;
import io.daybook.vacation.VacationEvent;
import io.daybook.view.Sequenced;

/** Tells events in the words of the audit: one entry for each. */
final class AuditWords {
    private AuditWords() {}

    /**
     * @param memory of the stream up to the event before; holds this one afterwards
     */
    static AuditPosting of(String stream, Sequenced event, AuditMemory memory) {
        var draft = new AuditDraft(stream, event, memory);
        tell(event.event(), draft);
        return draft.posting();
    }

    private static void tell(Event event, AuditDraft draft) {
        switch (event) {
            case MailEvent mail -> mail(mail, draft);
            case UserEvent user -> UserWords.tell(user, draft);
            case PushEvent push -> PushWords.tell(push, draft);
            case AdminEvent admin -> AdminWords.tell(admin, draft);
            case RefusalEvent refusal -> RefusalWords.tell(refusal, draft);
            default -> throw new IllegalStateException("the audit has no words for " + event);
        }
    }

    private static void mail(MailEvent event, AuditDraft draft) {
        switch (event) {
            case AccountEvent account -> account(account, draft);
            case MailboxEvent mailbox -> MailboxWords.tell(mailbox, draft);
            case EmailEvent email -> EmailWords.tell(email, draft);
            case ThreadEvent thread -> EmailWords.tell(thread, draft);
            case IdentityEvent identity -> SendingWords.tell(identity, draft);
            case SubmissionEvent submission -> SendingWords.tell(submission, draft);
            case VacationEvent vacation -> SendingWords.tell(vacation, draft);
            default -> throw new IllegalStateException("the audit has no words for " + event);
        }
    }

    private static void account(AccountEvent event, AuditDraft draft) {
        var account = draft.on("account", draft.stream().substring(AccountId.STREAM.length()));
        switch (event) {
            case AccountOpened opened -> {
                draft.becomes(account, "owner", opened.owner());
                draft.becomes(account, "quotaOctets", opened.quotaOctets());
            }
            case QuotaChanged(var octets) -> draft.becomes(account, "quotaOctets", octets);
            case RetentionChanged(var days) ->
                    draft.becomes(
                            account,
                            "retentionDays",
                            days == RetentionRules.OF_SERVER ? null : days);
        }
    }
}
