package io.daybook.account.projection;

import io.daybook.core.BlobId;
import io.daybook.core.IdentityId;
import io.daybook.core.SubmissionId;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.projection.IdentityRows;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.submission.projection.SubmissionChanges;
import io.daybook.submission.projection.SubmissionRow;
import io.daybook.submission.projection.SubmissionRow.Step;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.submission.projection.SubmissionRows.DueKey;
import io.daybook.submission.projection.SubmissionRows.SentBlob;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.projection.VacationRow;
import io.daybook.view.RowStore;
import io.daybook.view.ViewBatch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Posts what an account sends, and as whom: identities, submissions, the vacation response. */
final class SendingFold {
    private final MailState state;
    private final ViewBatch batch;
    private final RowBuffer<IdentityId, IdentityView> identities;
    private final RowBuffer<SubmissionId, SubmissionRow> submissions;
    private boolean dueMoved;

    SendingFold(RowStore store, MailState state, ViewBatch batch) {
        this.state = state;
        this.batch = batch;
        this.identities = new RowBuffer<>(store, state.place, IdentityRows.VIEW);
        this.submissions = new RowBuffer<>(store, state.place, SubmissionRows.VIEW);
    }

    /** The identity that comes with an account. */
    void open(long seq, String owner) {
        var identity = IdentityRows.owner(owner);
        identities.set(identity.id(), seq, identity);
    }

    void post(long seq, IdentityEvent event) {
        var before = identities.get(event.identity());
        identities.set(event.identity(), seq, IdentityRows.apply(before, event));
    }

    void post(long seq, SubmissionEvent event) {
        SubmissionId id = event.submission();
        var before = event instanceof SubmissionMade ? null : submissions.get(id);
        var after = SubmissionChanges.apply(before, event);
        submissions.set(id, seq, after);
        moveDue(id, seq, before, after);
        link(id, seq, before, after);
        keep(id, after);
    }

    void post(long seq, VacationEvent event) {
        switch (event) {
            case VacationResponseChanged(var setting) ->
                    batch.put(VacationRow.VIEW, VacationRow.Only.ROW, seq, setting);
        }
    }

    /** The rows of the event are there already. */
    void follow(SubmissionEvent event) {
        dueMoved = true;
        keep(event.submission(), submissions.get(event.submission()));
    }

    /** Keeps in memory what the row says of a record that is there. */
    private void keep(SubmissionId id, @Nullable SubmissionRow row) {
        if (row != null && row.isRecord()) {
            state.submissions.computeIfPresent(id.value(), (_, _) -> row.brief());
        }
    }

    private void moveDue(
            SubmissionId id,
            long seq,
            @Nullable SubmissionRow before,
            @Nullable SubmissionRow after) {
        Step was = before == null ? null : before.step();
        Step is = after == null ? null : after.step();
        if (Objects.equals(was, is)) {
            return;
        }
        dueMoved = true;
        if (was != null) {
            batch.delete(SubmissionRows.DUE, new DueKey(was.at(), id));
        }
        if (is != null) {
            batch.put(SubmissionRows.DUE, new DueKey(is.at(), id), seq, is.kind());
        }
    }

    /** Notes which blobs the row names from now on, and which it does not any more. */
    private void link(
            SubmissionId id,
            long seq,
            @Nullable SubmissionRow before,
            @Nullable SubmissionRow after) {
        var was = before == null ? List.<BlobId>of() : before.blobs();
        var is = after == null ? List.<BlobId>of() : after.blobs();
        was.stream()
                .filter(blob -> !is.contains(blob))
                .forEach(blob -> batch.delete(SubmissionRows.BLOBS, new SentBlob(blob, id)));
        is.stream()
                .filter(blob -> !was.contains(blob))
                .forEach(blob -> batch.put(SubmissionRows.BLOBS, new SentBlob(blob, id), seq, id));
    }

    /** Whether another time or thing is due, since this fold began. */
    boolean dueMoved() {
        return dueMoved;
    }

    int size() {
        return identities.size() + submissions.size();
    }

    void discard() {
        identities.discard();
        submissions.discard();
    }

    void flush() {
        identities.flush(batch);
        submissions.flush(batch);
    }
}
