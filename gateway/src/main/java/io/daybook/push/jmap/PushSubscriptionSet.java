package io.daybook.push.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.KnownIds;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.PushCommand.ChangePushSubscriptions;
import io.daybook.push.PushCommand.NewSubscription;
import io.daybook.push.PushCommand.PushChanged;
import io.daybook.push.PushCommand.SubscriptionPatch;
import io.daybook.push.PushRefusal;
import io.daybook.push.PushRefusal.NoSuchSubscription;
import io.daybook.push.PushRefusal.TooManyNew;
import io.daybook.push.PushRefusal.TooManySubscriptions;
import io.daybook.push.PushRefusal.WrongVerificationCode;
import io.daybook.push.PushSubscriptionId;
import io.daybook.push.PushVault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** PushSubscription/set (RFC 8620 section 7.2.2): without account and without states. */
final class PushSubscriptionSet implements Method {
    private final PushVault vault;
    private final Allowance allowance = new Allowance();

    PushSubscriptionSet(PushVault vault) {
        this.vault = vault;
    }

    @Override
    public String name() {
        return "PushSubscription/set";
    }

    @Override
    public String capability() {
        return Capability.CORE;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var arguments = Arguments.withoutAccount(node);
        var create = arguments.objectsOrNone("create");
        var update = arguments.objectsOrNone("update");
        List<String> destroys = arguments.textsOrNull("destroy");
        arguments.noOthers();
        var destroy =
                new ArrayList<String>(
                        destroys == null ? Set.<String>of() : new LinkedHashSet<>(destroys));
        create.keySet().forEach(SetRequest::requireValid);
        StandardGet.requireAtMost(
                create.size() + update.size() + destroy.size(), call.limits().maxObjectsInSet());
        var answer = new SetAnswer();
        create(create, call, answer);
        change(update, destroy, call, answer);
        return List.of(new Response(name(), answer.toJsonWithoutAccount()));
    }

    private void create(Map<String, ObjectNode> create, Call call, SetAnswer answer) {
        var fresh = new LinkedHashMap<String, PushSubscriptionDraft>();
        var commands = new ArrayList<NewSubscription>();
        create.forEach((key, object) -> {
            var draft = PushSubscriptionDraft.read(object, call);
            SetError error = draft.error();
            if (error == null && !allowance.admits(call.user(), call.now())) {
                error = error(new TooManyNew());
            }
            if (error == null) {
                fresh.put(key, draft);
                commands.add(draft.command(vault));
            } else {
                answer.notCreated(key, error);
            }
        });
        if (commands.isEmpty()) {
            return;
        }
        var refused = carryOut(commands, List.of(), List.of(), call);
        fresh.forEach((key, draft) -> {
            PushRefusal refusal = refused.get(draft.id());
            if (refusal == null) {
                answer.created(call, key, draft.id().value(), draft.serverSet());
            } else {
                vault.erase(draft.id());
                answer.notCreated(key, error(refusal));
            }
        });
    }

    private void change(
            Map<String, ObjectNode> update, List<String> destroy, Call call, SetAnswer answer) {
        if (update.isEmpty() && destroy.isEmpty()) {
            return;
        }
        var mine = PushSubscriptionGet.mine(call);
        var gone = KnownIds.of(destroy, call, PushSubscriptionId::parse);
        gone.unknown().forEach(id -> answer.notDestroyed(id, SetError.notFound()));
        var patches = new LinkedHashMap<PushSubscriptionId, PushSubscriptionUpdate>();
        update.forEach((key, object) -> {
            String resolved = CreationIds.resolve(call, key);
            PushSubscriptionId id = resolved == null ? null : PushSubscriptionId.parse(resolved);
            PushSubscriptionView view = id == null ? null : mine.get(id);
            if (id == null || view == null) {
                answer.notUpdated(key, SetError.notFound());
            } else if (gone.known().contains(id)) {
                // RFC 8620 section 5.3: the server MAY skip an update before a destroy.
                answer.notUpdated(id.value(), SetError.of("willDestroy"));
            } else {
                var patch = PushSubscriptionUpdate.read(view, object, call);
                SetError error = patch.error();
                if (error == null) {
                    patches.put(id, patch);
                } else {
                    answer.notUpdated(id.value(), error);
                }
            }
        });
        // Erased before it is recorded: a crash in between leaves nothing that is not erased.
        gone.known().stream().filter(mine::containsKey).forEach(vault::erase);
        var commands = new ArrayList<SubscriptionPatch>();
        patches.forEach((id, patch) -> commands.add(patch.command(id)));
        var refused = carryOut(List.of(), commands, gone.known(), call);
        patches.forEach((id, patch) -> {
            PushRefusal refusal = refused.get(id);
            if (refusal == null) {
                answer.updated(id.value(), patch.serverSet());
            } else {
                answer.notUpdated(id.value(), error(refusal));
            }
        });
        for (PushSubscriptionId id : gone.known()) {
            PushRefusal refusal = refused.get(id);
            if (refusal == null) {
                answer.destroyed(id.value());
            } else {
                answer.notDestroyed(id.value(), error(refusal));
            }
        }
    }

    private static Map<PushSubscriptionId, PushRefusal> carryOut(
            List<NewSubscription> create,
            List<SubscriptionPatch> update,
            List<PushSubscriptionId> destroy,
            Call call) {
        var command =
                new ChangePushSubscriptions(
                        call.user(), call.credential(), call.now(), create, update, destroy);
        return new HashMap<>(call.command(command, PushChanged.class).refused());
    }

    private static SetError error(PushRefusal refusal) {
        return switch (refusal) {
            case NoSuchSubscription() -> SetError.notFound();
            // RFC 8620 section 7.2.2: an invalid code is invalidProperties.
            case WrongVerificationCode() ->
                    SetError.invalidProperties("this is not the code", "verificationCode");
            case TooManySubscriptions(int max) ->
                    SetError.of("overQuota", "a user has at most " + max);
            // RFC 8620 section 8.6: the server limits how many are made in a time.
            case TooManyNew() -> SetError.of("rateLimit", "many were made a short while ago");
        };
    }
}
