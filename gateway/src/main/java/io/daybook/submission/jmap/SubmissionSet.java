package io.daybook.submission.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.email.jmap.MessageReading;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.ChangeSubmissions.StateMismatch;
import io.daybook.submission.ChangeSubmissions.SubmissionsChanged;
import io.daybook.submission.Sending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** EmailSubmission/set (RFC 8621 section 7.5). */
final class SubmissionSet implements Method {
    private final BlobStore blobs;
    private final MessageReading reading;
    private final Sending sending;

    SubmissionSet(BlobStore blobs, MessageReading reading, Sending sending) {
        this.blobs = blobs;
        this.reading = reading;
        this.sending = sending;
    }

    @Override
    public String name() {
        return "EmailSubmission/set";
    }

    @Override
    public String capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.accountToChange(node);
        var arguments = new Arguments(node);
        var request = SetRequest.read(account, arguments, call);
        var onSuccess = OnSuccess.read(arguments);
        arguments.noOthers();
        var answer = new SetAnswer();
        var emails = new HashMap<String, String>();
        for (SetRequest step : request.steps()) {
            answer.add(carryOut(step, emails, call));
        }
        List<Response> responses = new ArrayList<>();
        responses.add(new Response(name(), answer.toJson(account)));
        // RFC 8621 section 7.5: its response MUST be returned after this one.
        responses.addAll(onSuccess.carryOut(account, emails, call));
        return responses;
    }

    /**
     * @param emails takes those of the submissions of which the step succeeded
     */
    private SetAnswer carryOut(SetRequest request, Map<String, String> emails, Call call) {
        var answer = new SetAnswer();
        var making = new SubmissionMaking(blobs, reading, sending, request.account(), call);
        var make = making.make(request.create(), answer::notCreated);
        var changes = new SubmissionUpdates(request, call, answer);
        var command =
                new ChangeSubmissions(
                        request.account(),
                        state(request.ifInState()),
                        make,
                        changes.cancel(),
                        changes.destroy(),
                        call.now());
        switch (call.command(command, ChangeSubmissions.Answer.class)) {
            case StateMismatch(_) -> {
                make.forEach(
                        each -> blobs.doubt(request.account(), call.user().value(), each.blob()));
                throw SetRequest.stateMismatch();
            }
            case SubmissionsChanged changed -> {
                make.stream()
                        .filter(each -> changed.notMade().containsKey(each.creationId()))
                        .forEach(each ->
                                blobs.doubt(request.account(), call.user().value(), each.blob()));
                var report = new SubmissionReport(changed, command.make(), request, call);
                report.tell(answer);
                emails.putAll(report.made());
                emails.putAll(changes.emails(changed));
            }
        }
        return answer;
    }

    private static @Nullable State state(@Nullable String ifInState) {
        State state = ifInState == null ? null : State.parse(ifInState);
        if (ifInState != null && state == null) {
            throw SetRequest.stateMismatch();
        }
        return state;
    }
}
