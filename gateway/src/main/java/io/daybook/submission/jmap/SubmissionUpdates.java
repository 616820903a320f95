package io.daybook.submission.jmap;

import io.daybook.core.SubmissionId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.submission.ChangeSubmissions.SubmissionsChanged;
import io.daybook.submission.GetSubmissions;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.SubmissionRefusal.CannotUnsend;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a call wants of submissions that are there: to cancel them, or to destroy the records. */
final class SubmissionUpdates {
    private final Map<SubmissionId, SubmissionView> current = new HashMap<>();
    private final List<SubmissionId> cancel = new ArrayList<>();
    private final List<SubmissionId> unchanged = new ArrayList<>();
    private final List<SubmissionId> destroy;

    SubmissionUpdates(SetRequest request, Call call, SetAnswer answer) {
        var updates = request.updates(SubmissionId::parse, call, answer);
        destroy = request.destroys(SubmissionId::parse, call, answer);
        var ids = new LinkedHashSet<>(updates.keySet());
        ids.addAll(destroy);
        if (!ids.isEmpty()) {
            var query = new GetSubmissions(request.account(), List.copyOf(ids), ids.size());
            call.query(query, Submissions.class)
                    .submissions()
                    .forEach(submission -> current.put(submission.id(), submission));
        }
        updates.forEach((id, object) -> update(id, object, answer));
    }

    private void update(SubmissionId id, ObjectNode object, SetAnswer answer) {
        SubmissionView submission = current.get(id);
        SetError error =
                submission == null
                        ? SetError.notFound()
                        : switch (Patch.read(object, SubmissionProperties.TABLE)) {
                            case Patch.Invalid(var invalid) -> invalid;
                            case Patch.Valid(var patch) -> update(submission, patch);
                        };
        if (error != null) {
            answer.notUpdated(id.toString(), error);
        } else if (!cancel.contains(id)) {
            unchanged.add(id);
            answer.updated(id.toString(), null);
        }
    }

    private @Nullable SetError update(SubmissionView submission, Patch patch) {
        SetError wrong = patch.checkClaims(submission, SubmissionProperties.TABLE);
        JsonNode status = patch.values().get(SubmissionProperties.UNDO_STATUS);
        if (wrong != null || status == null) {
            return wrong;
        }
        String now = SubmissionProperties.wire(submission.undoStatus());
        if (status.isString() && status.stringValue().equals(now)) {
            return null;
        }
        // RFC 8621 section 7: all that a client can set is "canceled".
        if (!status.isString() || !status.stringValue().equals("canceled")) {
            return SetError.invalidProperties(
                    "it may be set to canceled only", SubmissionProperties.UNDO_STATUS);
        }
        if (submission.undoStatus() != UndoStatus.PENDING) {
            return SubmissionErrors.of(new CannotUnsend());
        }
        cancel.add(submission.id());
        return null;
    }

    List<SubmissionId> cancel() {
        return cancel;
    }

    List<SubmissionId> destroy() {
        return destroy;
    }

    /** The emails of the submissions of which the call succeeded, by the submissions' ids. */
    Map<String, String> emails(SubmissionsChanged changed) {
        var succeeded = new ArrayList<>(unchanged);
        succeeded.addAll(changed.canceled());
        succeeded.addAll(changed.destroyed());
        var emails = new HashMap<String, String>();
        for (SubmissionId id : succeeded) {
            SubmissionView submission = current.get(id);
            if (submission != null) {
                emails.put(id.toString(), submission.email().toString());
            }
        }
        return emails;
    }
}
