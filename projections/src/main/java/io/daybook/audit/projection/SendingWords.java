package io.daybook.audit.projection;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.core.Ids;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.IdentitySetting.Correspondent;
import io.daybook.submission.Envelope;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Identities, submissions and the vacation response. Recipients are numbers, as in the events. */
final class SendingWords {
    private static final String UNDO_STATUS = "undoStatus";

    private SendingWords() {}

    static void tell(IdentityEvent event, AuditDraft draft) {
        var identity = draft.on("identity", event.identity());
        switch (event) {
            case IdentityCreated(_, var email, var setting) -> {
                draft.becomes(identity, "email", email);
                set(identity, setting, draft);
            }
            case IdentityChanged(_, var setting) -> set(identity, setting, draft);
            case IdentityDestroyed _ -> draft.isGone(identity);
        }
    }

    private static void set(AuditEntity identity, IdentitySetting setting, AuditDraft draft) {
        draft.becomes(identity, "name", setting.name());
        draft.becomes(identity, "replyTo", addresses(setting.replyTo()));
        draft.becomes(identity, "bcc", addresses(setting.bcc()));
        draft.becomes(identity, "textSignature", beginning(setting.textSignature()));
        draft.becomes(identity, "htmlSignature", beginning(setting.htmlSignature()));
    }

    private static @Nullable String addresses(@Nullable List<Correspondent> correspondents) {
        return correspondents == null
                ? null
                : correspondents.stream()
                        .map(Correspondent::email)
                        .collect(Collectors.joining(", "));
    }

    /** Long texts are told apart by their length. */
    private static @Nullable String beginning(@Nullable String text) {
        return text == null || text.length() <= 100
                ? text
                : text.substring(0, 100) + "… (" + text.length() + " characters)";
    }

    static void tell(VacationEvent event, AuditDraft draft) {
        var vacation = draft.on("vacation", "singleton");
        switch (event) {
            case VacationResponseChanged(var setting) -> {
                // Before anybody said so it was off.
                draft.assumes(vacation, "isEnabled", false);
                draft.becomes(vacation, "isEnabled", setting.isEnabled());
                draft.becomes(vacation, "fromDate", setting.fromDate());
                draft.becomes(vacation, "toDate", setting.toDate());
                draft.becomes(vacation, "subject", setting.subject());
                draft.becomes(vacation, "textBody", beginning(setting.textBody()));
                draft.becomes(vacation, "htmlBody", beginning(setting.htmlBody()));
            }
        }
    }

    /**
     * What is remembered of a submission is forgotten once it is final: of those there are many,
     * and what comes later does not change it.
     */
    static void tell(SubmissionEvent event, AuditDraft draft) {
        var submission = draft.on("submission", event.submission());
        switch (event) {
            case SubmissionMade made -> made(made, submission, draft);
            case SubmissionCanceled _ -> ended(submission, "canceled", draft);
            case AttemptBegun begun -> attempt(begun.attempt(), begun.recipients(), draft);
            case HandoverBegun begun -> attempt(begun.attempt(), begun.recipients(), draft);
            case AttemptRecorded recorded -> {
                draft.becomes(submission, "attempt", recorded.attempt());
                recorded.outcomes()
                        .forEach(outcome ->
                                fate(
                                        outcome.recipient(),
                                        outcome.fate() + " " + outcome.reply(),
                                        submission,
                                        draft));
                draft.becomes(submission, "nextAttempt", recorded.nextAttempt());
            }
            case SubmissionExpired expired -> {
                draft.ended(Result.FAILED, "It was tried for as long as anybody may wait.");
                draft.tells("recipients", expired.recipients());
            }
            case SenderTold told -> {
                draft.on("email", told.report());
                draft.tells("recipients", told.recipients());
            }
            case SubmissionFinished _ -> ended(submission, "final", draft);
            case SubmissionDestroyed _ -> draft.isGone(submission);
        }
    }

    /** Of the first recipients what became of them before is remembered too. */
    private static void fate(int recipient, String fate, AuditEntity submission, AuditDraft draft) {
        String name = "recipient/" + recipient;
        if (recipient < AuditEntry.SHOWN_ENTITIES) {
            draft.becomes(submission, name, fate);
        } else {
            draft.tells(name, fate);
        }
    }

    private static void ended(AuditEntity submission, String status, AuditDraft draft) {
        draft.becomes(submission, UNDO_STATUS, status);
        draft.memory().forget(submission.toString());
    }

    private static void made(SubmissionMade made, AuditEntity submission, AuditDraft draft) {
        draft.on("email", made.email());
        draft.on("identity", made.identity());
        draft.tells("mailFrom", made.envelope().mailFrom().email());
        List<Envelope.Address> recipients = made.envelope().rcptTo();
        for (int i = 0; i < recipients.size(); i++) {
            draft.tells("recipient/" + i, recipients.get(i).email());
        }
        draft.becomes(submission, UNDO_STATUS, "pending");
        draft.tells("sendAt", made.sendAt());
        draft.tells("size", made.size());
    }

    private static void attempt(int number, Ids recipients, AuditDraft draft) {
        draft.tells("attempt", number);
        draft.tells("recipients", recipients);
    }
}
