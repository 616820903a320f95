package io.daybook.submission;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a submission. Recipients are indexes into the envelope, from 0. */
public sealed interface SubmissionEvent extends MailEvent {
    SubmissionId submission();

    /**
     * @param blob the message as it is sent, without Bcc; linked to the account for good
     * @param size octets of that blob
     * @param sendAt when it is released for sending; not before it was made
     */
    record SubmissionMade(
            SubmissionId submission,
            IdentityId identity,
            EmailId email,
            ThreadId thread,
            BlobId blob,
            long size,
            Envelope envelope,
            Instant sendAt)
            implements SubmissionEvent {}

    /** Nobody of the queued recipients gets it; nobody has it. */
    record SubmissionCanceled(SubmissionId submission, Instant at) implements SubmissionEvent {}

    /**
     * The relay is about to talk to the next server: durable before the first octet leaves. From
     * here on nobody cancels.
     *
     * @param attempt counts from 1
     * @param recipients that are tried, all of them queued
     */
    record AttemptBegun(SubmissionId submission, int attempt, Ids recipients, Instant at)
            implements SubmissionEvent {}

    /**
     * The next server has all of the message but the end of the data (RFC 5321 section 4.1.1.4),
     * which makes it responsible: durable before that leaves. A crash before this event has given
     * the message to nobody; after it, these recipients may have it.
     *
     * @param recipients of the attempt that the server accepted
     */
    record HandoverBegun(SubmissionId submission, int attempt, Ids recipients, Instant at)
            implements SubmissionEvent {}

    /**
     * What came of the attempt for each of its recipients. Those that are queued still are tried
     * again.
     *
     * @param nextAttempt when; null when nobody of the submission is queued any more
     */
    record AttemptRecorded(
            SubmissionId submission,
            int attempt,
            List<Outcome> outcomes,
            @Nullable Instant nextAttempt,
            Instant at)
            implements SubmissionEvent {
        public AttemptRecorded {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * @param fate {@code QUEUED} after a temporary failure
     * @param reply in one line, as {@code smtpReply} of RFC 8621 section 7 wants it
     * @param isOwed whether the sender is to be told by a report; never when queued
     */
    record Outcome(int recipient, Fate fate, String reply, boolean isOwed) {}

    /**
     * It was tried for as long as anybody may wait: everyone queued has failed.
     *
     * @param recipients that were queued
     * @param owed those of them of whom the sender is to be told
     */
    record SubmissionExpired(SubmissionId submission, Ids recipients, Ids owed, Instant at)
            implements SubmissionEvent {}

    /**
     * The sender was told of these recipients: a report (RFC 3464) came into the inbox by the event
     * before this one.
     *
     * @param blob the report
     */
    record SenderTold(
            SubmissionId submission, Ids recipients, EmailId report, BlobId blob, Instant at)
            implements SubmissionEvent {}

    /** Nobody is queued, nobody is owed a report: nothing more will happen. */
    record SubmissionFinished(SubmissionId submission, Instant at) implements SubmissionEvent {}

    /** The record is gone, its deliveries go on (RFC 8621 section 7.5). */
    record SubmissionDestroyed(SubmissionId submission) implements SubmissionEvent {}
}
