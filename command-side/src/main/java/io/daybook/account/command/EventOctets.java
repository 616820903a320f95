package io.daybook.account.command;

import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
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
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.ThreadEvent.ThreadsMerged;

/**
 * How many octets an event takes in the log, roughly and rather too few, so that snapshots keep
 * their share.
 */
final class EventOctets {
    /** Metadata, seal, chain, keys. */
    private static final int ENVELOPE = 250;

    private EventOctets() {}

    static long of(MailEvent event) {
        return ENVELOPE
                + switch (event) {
                    case EmailEvent email -> payload(email);
                    case ThreadEvent thread -> payload(thread);
                    case SubmissionEvent submission -> payload(submission);
                    default -> 20;
                };
    }

    private static long payload(EmailEvent event) {
        return switch (event) {
            case EmailsAdded(var emails) -> emails.stream().mapToLong(EventOctets::payload).sum();
            case KeywordsChanged changed -> 10 + changed.emails().size();
            case EmailsMoved moved -> 10 + moved.emails().size();
            case EmailsDestroyed(var emails) -> 10 + emails.size();
            case EmailsRestored(var emails, _) ->
                    emails.stream().mapToLong(EventOctets::payload).sum();
            case EmailsRedigested(var emails, _) -> 12 + emails.size();
        };
    }

    private static long payload(AddedEmail email) {
        return 55 + 8L * email.threadKeys().size() + 6L * email.keywords().size();
    }

    private static long payload(ThreadEvent event) {
        return switch (event) {
            case ThreadsMerged merged -> 10 + 4L * merged.recreated().size();
        };
    }

    private static long payload(SubmissionEvent event) {
        return switch (event) {
            case SubmissionMade made -> 60 + 20L * made.envelope().rcptTo().size();
            case AttemptRecorded recorded -> 20 + 20L * recorded.outcomes().size();
            case AttemptBegun _,
                    HandoverBegun _,
                    SubmissionCanceled _,
                    SubmissionExpired _,
                    SenderTold _,
                    SubmissionFinished _,
                    SubmissionDestroyed _ ->
                    10;
        };
    }
}
