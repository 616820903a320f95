package io.daybook.email.jmap;

import io.daybook.blob.jmap.BlobAccess;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Email/set (RFC 8621 section 4.6). */
final class EmailSet implements Method {
    private final Messages messages;

    EmailSet(Messages messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "Email/set";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.accountToChange(node);
        var arguments = new Arguments(node);
        var request = SetRequest.read(account, arguments, call);
        arguments.noOthers();
        var answer = new SetAnswer();
        for (SetRequest step : request.steps()) {
            answer.add(carryOut(step, call));
        }
        return List.of(new Response(name(), answer.toJson(account)));
    }

    private SetAnswer carryOut(SetRequest request, Call call) {
        var answer = new SetAnswer();
        var creates = creates(request, call, answer);
        var updates =
                new EmailUpdates(request.account(), messages, call)
                        .read(request.updates(EmailId::parse, call, answer), answer);
        var destroys =
                request.destroys(EmailId::parse, call, answer).stream()
                        .map(DestroyEmail::new)
                        .toList();
        EmailChanges.carryOut(
                request.account(),
                request.ifInState(),
                creates,
                updates,
                destroys,
                messages.blobs(),
                call,
                answer);
        return answer;
    }

    private List<AddEmail> creates(SetRequest request, Call call, SetAnswer answer) {
        var access = new BlobAccess(messages.blobs(), request.account(), call);
        var composition = new EmailComposition(messages, access, call);
        var creates = new ArrayList<AddEmail>();
        request.create()
                .forEach((creationId, object) -> {
                    var add =
                            composition.create(
                                    creationId,
                                    object,
                                    error -> answer.notCreated(creationId, error));
                    if (add != null) {
                        creates.add(add);
                    }
                });
        return creates;
    }
}
