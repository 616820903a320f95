package io.daybook.submission.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Ids;
import io.daybook.submission.Envelope;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery.Delivery;
import io.daybook.submission.GetDelivery.OpenAttempt;
import io.daybook.submission.GetDelivery.Recipient;
import io.daybook.submission.GetDue.Kind;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submission as the view keeps it, until its record is destroyed and its delivery finished.
 *
 * @param brief with the undoStatus as the rest of the row makes it
 * @param isRecord false when the record is destroyed and only the delivery goes on
 * @param attempts begun so far
 * @param open the recipients of the attempt of which nothing is recorded yet; none when there is
 *     none
 * @param handover those of them who may have the message
 * @param due when those who are queued are to be tried
 * @param since of the last event that changed the delivery
 */
public record SubmissionRow(
        Brief brief,
        boolean isRecord,
        boolean isFinished,
        BlobId blob,
        long size,
        Envelope envelope,
        List<Recipient> recipients,
        List<BlobId> reports,
        int attempts,
        Ids open,
        Ids handover,
        Instant due,
        Instant since) {
    public SubmissionRow {
        recipients = List.copyOf(recipients);
        reports = List.copyOf(reports);
    }

    /** When something is to be done, and what. */
    public record Step(Instant at, Kind kind) {}

    /** What is to be done next, or null. */
    public @Nullable Step step() {
        if (isFinished) {
            return null;
        }
        if (!open.isEmpty()) {
            return new Step(since, Kind.RECOVER);
        }
        if (recipients.stream().anyMatch(Recipient::isOwed)) {
            return new Step(since, Kind.TELL);
        }
        return isQueued() ? new Step(due, Kind.ATTEMPT) : null;
    }

    private boolean isQueued() {
        return recipients.stream().anyMatch(recipient -> recipient.fate() == Fate.QUEUED);
    }

    /** The message as it is sent, and the reports. */
    public List<BlobId> blobs() {
        var blobs = new ArrayList<>(reports);
        blobs.add(blob);
        return blobs;
    }

    public SubmissionView toView() {
        return new SubmissionView(
                brief.id(),
                brief.identity(),
                brief.email(),
                brief.thread(),
                envelope,
                brief.sendAt(),
                brief.undoStatus(),
                recipients.stream()
                        .map(it -> new SubmissionView.Recipient(it.fate(), it.reply()))
                        .toList(),
                reports);
    }

    public Delivery toDelivery(AccountId account) {
        return new Delivery(
                account,
                brief.id(),
                blob,
                size,
                envelope,
                brief.sendAt(),
                attempts,
                open.isEmpty() ? null : new OpenAttempt(attempts, open, handover, since),
                isQueued() ? due : null,
                recipients);
    }

    /** What RFC 8621 section 7 calls undoStatus, of the fates of the recipients. */
    static UndoStatus undoStatus(List<Recipient> recipients) {
        boolean isQueued = false;
        for (Recipient recipient : recipients) {
            switch (recipient.fate()) {
                case CANCELED -> {
                    return UndoStatus.CANCELED;
                }
                case RELAYED, UNKNOWN -> {
                    return UndoStatus.FINAL;
                }
                case QUEUED -> isQueued = true;
                case FAILED -> {
                    // It leaves open what becomes of the others.
                }
            }
        }
        return isQueued ? UndoStatus.PENDING : UndoStatus.FINAL;
    }
}
