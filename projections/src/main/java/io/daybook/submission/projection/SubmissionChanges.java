package io.daybook.submission.projection;

import io.daybook.core.BlobId;
import io.daybook.core.Ids;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery.Recipient;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What events make of a submission's row. */
public final class SubmissionChanges {
    private SubmissionChanges() {}

    /** The row after the event; null when nothing of it is to be kept, or it was never there. */
    public static @Nullable SubmissionRow apply(
            @Nullable SubmissionRow row, SubmissionEvent event) {
        if (event instanceof SubmissionMade made) {
            return made(made);
        }
        return row == null ? null : change(row, event);
    }

    /** Whether the event changes what EmailSubmission/get tells of a record that is there. */
    public static boolean isTold(SubmissionEvent event) {
        return !(event instanceof AttemptBegun)
                && !(event instanceof HandoverBegun)
                && !(event instanceof SubmissionFinished);
    }

    private static @Nullable SubmissionRow change(SubmissionRow row, SubmissionEvent event) {
        return switch (event) {
            case SubmissionMade _ -> row;
            case SubmissionCanceled(_, var at) ->
                    with(row, queued(row), SubmissionChanges::canceled, row.due(), at);
            case AttemptBegun(_, var attempt, var recipients, var at) ->
                    attempt(row, attempt, recipients, Ids.NONE, at);
            case HandoverBegun(_, _, var recipients, _) ->
                    attempt(row, row.attempts(), row.open(), recipients, row.since());
            case AttemptRecorded recorded -> recorded(row, recorded);
            case SubmissionExpired(_, var recipients, var owed, var at) ->
                    expired(row, recipients, owed, at);
            case SenderTold(_, var recipients, _, var blob, _) ->
                    reported(
                            with(row, recipients, SubmissionChanges::told, row.due(), row.since()),
                            blob);
            case SubmissionFinished _ -> row.isRecord() ? standing(row, true, true) : null;
            case SubmissionDestroyed _ -> row.isFinished() ? null : standing(row, false, false);
        };
    }

    /** The row of a new submission. */
    public static SubmissionRow made(SubmissionMade made) {
        var recipients =
                Collections.nCopies(
                        made.envelope().rcptTo().size(),
                        new Recipient(Fate.QUEUED, "", false, false));
        return new SubmissionRow(
                new Brief(
                        made.submission(),
                        made.identity(),
                        made.email(),
                        made.thread(),
                        made.sendAt(),
                        UndoStatus.PENDING),
                true,
                false,
                made.blob(),
                made.size(),
                made.envelope(),
                recipients,
                List.of(),
                0,
                Ids.NONE,
                Ids.NONE,
                made.sendAt(),
                made.sendAt());
    }

    private static Ids queued(SubmissionRow row) {
        var queued = new ArrayList<Integer>();
        for (int i = 0; i < row.recipients().size(); i++) {
            if (row.recipients().get(i).fate() == Fate.QUEUED) {
                queued.add(i);
            }
        }
        return Ids.of(queued.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Recipient canceled(Recipient recipient) {
        return new Recipient(Fate.CANCELED, recipient.reply(), false, recipient.isTold());
    }

    private static Recipient told(Recipient recipient) {
        return new Recipient(recipient.fate(), recipient.reply(), false, true);
    }

    private static SubmissionRow expired(SubmissionRow row, Ids recipients, Ids owed, Instant at) {
        var after = new ArrayList<>(row.recipients());
        recipients.forEach(index -> {
            Recipient was = after.get(index);
            after.set(
                    index,
                    new Recipient(Fate.FAILED, was.reply(), owed.contains(index), was.isTold()));
        });
        return with(row, after, Ids.NONE, row.due(), at);
    }

    private static SubmissionRow recorded(SubmissionRow row, AttemptRecorded recorded) {
        var after = new ArrayList<>(row.recipients());
        for (Outcome outcome : recorded.outcomes()) {
            boolean wasTold = after.get(outcome.recipient()).isTold();
            after.set(
                    outcome.recipient(),
                    new Recipient(outcome.fate(), outcome.reply(), outcome.isOwed(), wasTold));
        }
        Instant next = recorded.nextAttempt();
        return with(row, after, Ids.NONE, next == null ? recorded.at() : next, recorded.at());
    }

    private static SubmissionRow with(
            SubmissionRow row,
            Ids recipients,
            Function<Recipient, Recipient> change,
            Instant due,
            Instant since) {
        var after = new ArrayList<>(row.recipients());
        recipients.forEach(index -> after.set(index, change.apply(after.get(index))));
        return with(row, after, row.open(), due, since);
    }

    private static SubmissionRow with(
            SubmissionRow row, List<Recipient> recipients, Ids open, Instant due, Instant since) {
        Brief was = row.brief();
        return new SubmissionRow(
                new Brief(
                        was.id(),
                        was.identity(),
                        was.email(),
                        was.thread(),
                        was.sendAt(),
                        SubmissionRow.undoStatus(recipients)),
                row.isRecord(),
                row.isFinished(),
                row.blob(),
                row.size(),
                row.envelope(),
                recipients,
                row.reports(),
                row.attempts(),
                open,
                open.isEmpty() ? Ids.NONE : row.handover(),
                due,
                since);
    }

    private static SubmissionRow attempt(
            SubmissionRow row, int attempt, Ids open, Ids handover, Instant since) {
        return new SubmissionRow(
                row.brief(),
                row.isRecord(),
                row.isFinished(),
                row.blob(),
                row.size(),
                row.envelope(),
                row.recipients(),
                row.reports(),
                attempt,
                open,
                handover,
                row.due(),
                since);
    }

    private static SubmissionRow reported(SubmissionRow row, BlobId report) {
        var reports = new ArrayList<>(row.reports());
        reports.add(report);
        return new SubmissionRow(
                row.brief(),
                row.isRecord(),
                row.isFinished(),
                row.blob(),
                row.size(),
                row.envelope(),
                row.recipients(),
                reports,
                row.attempts(),
                row.open(),
                row.handover(),
                row.due(),
                row.since());
    }

    private static SubmissionRow standing(SubmissionRow row, boolean isRecord, boolean isFinished) {
        return new SubmissionRow(
                row.brief(),
                isRecord,
                isFinished,
                row.blob(),
                row.size(),
                row.envelope(),
                row.recipients(),
                row.reports(),
                row.attempts(),
                row.open(),
                row.handover(),
                row.due(),
                row.since());
    }
}
