package io.daybook.submission.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.submission.ChangeSubmissions.Made;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.ChangeSubmissions.SubmissionsChanged;
import io.daybook.submission.Fate;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.SubmissionView.Recipient;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells what became of the records of a call. */
final class SubmissionReport {
    private static final List<String> SERVER_SET =
            List.of(
                    "id",
                    "threadId",
                    "sendAt",
                    SubmissionProperties.UNDO_STATUS,
                    "deliveryStatus",
                    "dsnBlobIds",
                    "mdnBlobIds");

    private final SubmissionsChanged changed;
    private final Map<String, MakeSubmission> wanted = new HashMap<>();
    private final SetRequest request;
    private final Call call;

    SubmissionReport(
            SubmissionsChanged changed, List<MakeSubmission> make, SetRequest request, Call call) {
        this.changed = changed;
        make.forEach(each -> wanted.put(each.creationId(), each));
        this.request = request;
        this.call = call;
    }

    void tell(SetAnswer answer) {
        answer.states(changed.oldState(), changed.newState());
        changed.made()
                .forEach((k, made) ->
                        answer.created(call, k, made.submission().toString(), serverSet(k, made)));
        changed.notMade().forEach((k, why) -> answer.notCreated(k, SubmissionErrors.of(why)));
        changed.canceled().forEach(id -> answer.updated(id.toString(), null));
        changed.notCanceled()
                .forEach((id, why) -> answer.notUpdated(id.toString(), SubmissionErrors.of(why)));
        changed.destroyed().forEach(id -> answer.destroyed(id.toString()));
        changed.notDestroyed()
                .forEach((id, why) -> answer.notDestroyed(id.toString(), SubmissionErrors.of(why)));
    }

    /** The emails of what was made, by the ids of the submissions. */
    Map<String, String> made() {
        var emails = new HashMap<String, String>();
        changed.made()
                .forEach((k, made) -> {
                    MakeSubmission make = wanted.get(k);
                    if (make != null) {
                        emails.put(made.submission().toString(), make.email().toString());
                    }
                });
        return emails;
    }

    /** What the server set, and the envelope when it is not as the client gave it. */
    private ObjectNode serverSet(String creationId, Made made) {
        ObjectNode object = Json.object();
        MakeSubmission make = wanted.get(creationId);
        if (make == null) {
            return object.put("id", made.submission().toString());
        }
        var recipients =
                Collections.nCopies(
                        make.envelope().rcptTo().size(), new Recipient(Fate.QUEUED, ""));
        var view =
                new SubmissionView(
                        made.submission(),
                        make.identity(),
                        make.email(),
                        made.thread(),
                        make.envelope(),
                        make.sendAt(),
                        UndoStatus.PENDING,
                        recipients,
                        List.of());
        ObjectNode whole = SubmissionProperties.TABLE.select(SERVER_SET).apply(view);
        object.setAll(whole);
        JsonNode envelope = SubmissionProperties.envelope(make.envelope());
        ObjectNode given = request.create().get(creationId);
        JsonNode sent = given == null ? null : given.get(SubmissionProperties.ENVELOPE);
        if (sent == null || !Json.same(sent, envelope)) {
            object.set(SubmissionProperties.ENVELOPE, envelope);
        }
        return object;
    }
}
