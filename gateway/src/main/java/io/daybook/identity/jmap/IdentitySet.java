package io.daybook.identity.jmap;

import io.daybook.core.IdentityId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.IdentitiesChanged;
import io.daybook.identity.ChangeIdentities.StateMismatch;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.GetIdentities;
import io.daybook.identity.GetIdentities.Identities;
import io.daybook.identity.GetIdentities.IdentityView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Identity/set (RFC 8621 section 6.3). */
final class IdentitySet implements Method {
    /** How often a call starts again because others changed the identities meanwhile. */
    private static final int ATTEMPTS = 20;

    @Override
    public String name() {
        return "Identity/set";
    }

    @Override
    public String capability() {
        return Capability.SUBMISSION;
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

    private static SetAnswer carryOut(SetRequest request, Call call) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var current = call.query(new GetIdentities(request.account()), Identities.class);
            String ifInState = request.ifInState();
            if (ifInState != null && !ifInState.equals(current.state().toString())) {
                throw SetRequest.stateMismatch();
            }
            var answer = new SetAnswer();
            ChangeIdentities command = command(request, current, call, answer);
            switch (call.command(command, ChangeIdentities.Answer.class)) {
                case IdentitiesChanged changed -> {
                    report(changed, request, call, answer);
                    return answer;
                }
                // The patches are of what was read: it is read again.
                case StateMismatch(_) -> {}
            }
        }
        throw new MethodException(
                new MethodError("serverUnavailable", "the account changes all the time"));
    }

    private static ChangeIdentities command(
            SetRequest request, Identities current, Call call, SetAnswer answer) {
        List<CreateIdentity> creates = new ArrayList<>();
        request.create()
                .forEach((k, object) -> {
                    var create =
                            IdentityRecords.create(k, object, error -> answer.notCreated(k, error));
                    if (create != null) {
                        creates.add(create);
                    }
                });
        List<UpdateIdentity> updates = updates(request, current, call, answer);
        List<IdentityId> destroys = request.destroys(IdentityId::parse, call, answer);
        State needed = request.ifInState() != null || !updates.isEmpty() ? current.state() : null;
        return new ChangeIdentities(
                request.account(), needed, UserSenders.of(call), creates, updates, destroys);
    }

    private static List<UpdateIdentity> updates(
            SetRequest request, Identities current, Call call, SetAnswer answer) {
        var byId = new HashMap<IdentityId, IdentityView>();
        current.identities().forEach(identity -> byId.put(identity.id(), identity));
        List<UpdateIdentity> updates = new ArrayList<>();
        request.updates(IdentityId::parse, call, answer)
                .forEach((id, object) -> {
                    IdentityView identity = byId.get(id);
                    if (identity == null) {
                        answer.notUpdated(id.toString(), SetError.notFound());
                        return;
                    }
                    var update =
                            IdentityRecords.update(
                                    identity,
                                    object,
                                    error -> answer.notUpdated(id.toString(), error));
                    if (update != null && update.setting().equals(identity.setting())) {
                        answer.updated(id.toString(), null);
                    } else if (update != null) {
                        updates.add(update);
                    }
                });
        return updates;
    }

    private static void report(
            IdentitiesChanged changed, SetRequest request, Call call, SetAnswer answer) {
        answer.states(changed.oldState(), changed.newState());
        changed.created()
                .forEach((k, id) -> {
                    ObjectNode given = Objects.requireNonNull(request.create().get(k));
                    answer.created(call, k, id.toString(), serverSet(id, given));
                });
        changed.updated().forEach(id -> answer.updated(id.toString(), null));
        changed.destroyed().forEach(id -> answer.destroyed(id.toString()));
        changed.notCreated().forEach((k, why) -> answer.notCreated(k, IdentityErrors.of(why)));
        changed.notUpdated()
                .forEach((id, why) -> answer.notUpdated(id.toString(), IdentityErrors.of(why)));
        changed.notDestroyed()
                .forEach((id, why) -> answer.notDestroyed(id.toString(), IdentityErrors.of(why)));
    }

    /** What the server set, and what the client left to its default. */
    private static ObjectNode serverSet(IdentityId id, ObjectNode given) {
        ObjectNode object = Json.object();
        object.put("id", id.toString());
        object.put("mayDelete", true);
        for (String text : List.of("name", "textSignature", "htmlSignature")) {
            if (!given.has(text)) {
                object.put(text, "");
            }
        }
        for (String addresses : List.of("replyTo", "bcc")) {
            if (!given.has(addresses)) {
                object.putNull(addresses);
            }
        }
        return object;
    }
}
