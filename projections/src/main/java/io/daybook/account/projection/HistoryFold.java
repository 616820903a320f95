package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.history.projection.HistoryRow;
import io.daybook.history.projection.Operations;
import io.daybook.history.projection.Touch;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.view.RowStore;
import io.daybook.view.ViewBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Posts of each event what it was, who and what brought it about, and what it touched. */
final class HistoryFold {
    private final RowStore store;
    private final MailState state;
    private final ViewBatch batch;
    private final TreeSet<Integer> mailboxes = new TreeSet<>();

    HistoryFold(RowStore store, MailState state, ViewBatch batch) {
        this.store = store;
        this.state = state;
        this.batch = batch;
    }

    /** Emails with these placements are touched. */
    void in(List<Placement> placements) {
        for (var placement : placements) {
            mailboxes.add(placement.mailbox().value());
        }
    }

    void in(int mailbox) {
        mailboxes.add(mailbox);
    }

    /** Posts the event itself, with its first part. */
    void post(Folded folded) {
        var event = folded.whole();
        var row =
                new HistoryRow(
                        event.seq(),
                        folded.clock(),
                        event.at(),
                        Operations.of(event.event()),
                        event.cause(),
                        folded.before());
        batch.put(HistoryRow.VIEW, event.seq(), event.seq(), row);
    }

    /**
     * Posts what one part of the event touched.
     *
     * @param isLater whether parts of the event were posted before
     */
    void touch(long seq, MailEvent event, Map<DataType, ChangeRow> rows, boolean isLater) {
        var bits = new HashMap<Touch, Long>();
        rows.forEach((type, row) -> {
            add(bits, seq, type, row.created());
            add(bits, seq, type, row.updated());
            add(bits, seq, type, row.destroyed());
            if (type.equals(DataType.EMAIL)) {
                add(bits, seq, type, row.minor());
            }
        });
        mailboxes.forEach(mailbox -> add(bits, seq, DataType.MAILBOX, mailbox));
        if (event instanceof SubmissionEvent submission) {
            add(bits, seq, DataType.EMAIL_SUBMISSION, submission.submission().value());
            if (submission instanceof SubmissionMade made) {
                add(bits, seq, DataType.EMAIL, made.email().value());
            }
        }
        if (isLater) {
            bits.replaceAll(this::joined);
        }
        bits.forEach((key, value) -> batch.put(Touch.VIEW, key, seq, value));
        mailboxes.clear();
    }

    /** A page of neighbours may have been touched by the part before this one too. */
    private long joined(Touch key, long bits) {
        var known = store.get(state.place, Touch.VIEW, key);
        return known == null ? bits : bits | known.value();
    }

    private static void add(Map<Touch, Long> bits, long seq, DataType type, Ids objects) {
        objects.forEach(object -> add(bits, seq, type, object));
    }

    private static void add(Map<Touch, Long> bits, long seq, DataType type, int object) {
        bits.merge(Touch.of(type, object, seq), Touch.bit(object), (one, other) -> one | other);
    }
}
