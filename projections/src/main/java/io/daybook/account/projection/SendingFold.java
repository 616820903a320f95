package io.daybook.account.projection;

import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityCreated;
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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Posts what an account sends, and as whom: identities, submissions, the vacation response. */
final class SendingFold {
    /** The one vacation response that an account has. */
    private static final int VACATION_RESPONSE = 1;

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

    Map<DataType, ChangeRow> post(long seq, IdentityEvent event) {
        var before = identities.get(event.identity());
        var after = IdentityRows.apply(before, event);
        identities.set(event.identity(), seq, after);
        int id = event.identity().value();
        return Map.of(
                DataType.IDENTITY,
                event instanceof IdentityCreated
                        ? change(id, false, true)
                        : change(id, before != null, after != null));
    }

    Map<DataType, ChangeRow> post(long seq, SubmissionEvent event) {
        SubmissionId id = event.submission();
        var before = event instanceof SubmissionMade ? null : submissions.get(id);
        var after = SubmissionChanges.apply(before, event);
        submissions.set(id, seq, after);
        moveDue(id, seq, before, after);
        link(id, seq, before, after);
        boolean was = before != null && before.isRecord();
        boolean is = after != null && after.isRecord();
        if (after != null && is) {
            state.submissions.put(id.value(), after.brief());
        } else {
            state.submissions.remove(id.value());
        }
        return SubmissionChanges.isTold(event) && (was || is)
                ? Map.of(DataType.EMAIL_SUBMISSION, change(id.value(), was, is))
                : Map.of();
    }

    Map<DataType, ChangeRow> post(long seq, VacationEvent event) {
        switch (event) {
            case VacationResponseChanged(var setting) ->
                    batch.put(VacationRow.VIEW, VacationRow.Only.ROW, seq, setting);
        }
        return Map.of(DataType.VACATION_RESPONSE, ChangeRow.updating(Ids.of(VACATION_RESPONSE)));
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

    private static ChangeRow change(int id, boolean was, boolean is) {
        var ids = Ids.of(id);
        if (was && is) {
            return ChangeRow.updating(ids);
        }
        return was
                ? new ChangeRow(Ids.NONE, Ids.NONE, Ids.NONE, ids)
                : new ChangeRow(ids, Ids.NONE, Ids.NONE, Ids.NONE);
    }

    /** Whether another time or thing is due, since this fold began. */
    boolean dueMoved() {
        return dueMoved;
    }

    int size() {
        return identities.size() + submissions.size();
    }

    void flush() {
        identities.flush(batch);
        submissions.flush(batch);
    }
}
