package io.daybook.mailbox.jmap;

import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.mailbox.GetMailboxes.Mailboxes;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxView;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One Mailbox/set call against the mailboxes as they were when it began. */
final class MailboxPlan {
    private final SetRequest request;
    private final Mailboxes current;
    private final boolean removeEmails;
    private final Call call;
    private final MailboxRecords records;
    private final SetAnswer answer = new SetAnswer();
    private final Map<String, CreateMailbox> creates = new LinkedHashMap<>();
    private final Map<MailboxId, UpdateMailbox> updates = new LinkedHashMap<>();

    MailboxPlan(SetRequest request, Mailboxes current, boolean removeEmails, Call call) {
        this.request = request;
        this.current = current;
        this.removeEmails = removeEmails;
        this.call = call;
        this.records =
                new MailboxRecords(
                        call,
                        request.create().keySet(),
                        call.visible(request.account()).personal());
    }

    ChangeMailboxes command(@Nullable Long ifVersion) {
        readCreates();
        readUpdates();
        return new ChangeMailboxes(
                request.account(),
                ifVersion,
                parentsFirst(),
                List.copyOf(updates.values()),
                destroysChildrenFirst());
    }

    private void readCreates() {
        request.create()
                .forEach((creationId, object) -> {
                    var create =
                            records.create(
                                    creationId,
                                    object,
                                    error -> answer.notCreated(creationId, error));
                    if (create != null) {
                        creates.put(creationId, create);
                    }
                });
    }

    private void readUpdates() {
        var byId = new HashMap<MailboxId, MailboxView>();
        current.mailboxes().forEach(mailbox -> byId.put(mailbox.id(), mailbox));
        request.updates(MailboxId::parse, call, answer)
                .forEach((id, object) -> {
                    MailboxView mailbox = byId.get(id);
                    if (mailbox == null) {
                        answer.notUpdated(id.toString(), SetError.notFound());
                        return;
                    }
                    var update =
                            records.update(
                                    mailbox,
                                    object,
                                    error -> answer.notUpdated(id.toString(), error));
                    if (update != null) {
                        updates.put(id, update);
                    }
                });
    }

    // RFC 8620 section 5.3: creates happen before their creation ids are referenced.
    private List<CreateMailbox> parentsFirst() {
        SequencedSet<String> ordered = new LinkedHashSet<>();
        for (String creationId : creates.keySet()) {
            var line = new LinkedHashSet<String>();
            String next = creationId;
            while (next != null && !ordered.contains(next) && line.add(next)) {
                next = parentWithinCall(next);
            }
            ordered.addAll(line.reversed());
        }
        return ordered.stream().map(creates::get).toList();
    }

    private @Nullable String parentWithinCall(String creationId) {
        CreateMailbox create = creates.get(creationId);
        return create != null
                        && create.parent() instanceof MailboxRef.Created(var parent)
                        && creates.containsKey(parent)
                ? parent
                : null;
    }

    private List<DestroyMailbox> destroysChildrenFirst() {
        var depths = new MailboxForest(current.mailboxes()).depths();
        var ids = new ArrayList<>(request.destroys(MailboxId::parse, call, answer));
        ids.sort(Comparator.comparing(id -> -depths.getOrDefault(id, 0)));
        return ids.stream().map(id -> new DestroyMailbox(id, removeEmails)).toList();
    }

    /** The answer of the call, when this came of the command. */
    SetAnswer answer(MailboxesChanged changed) {
        State before =
                changed.before() == current.version() ? current.state() : state(changed.before());
        answer.states(before, after(changed, before));
        changed.created()
                .forEach((k, id) -> answer.created(call, k, id.toString(), serverSet(k, id)));
        changed.updated().forEach(id -> answer.updated(id.toString(), normalised(id)));
        changed.destroyed().forEach(id -> answer.destroyed(id.toString()));
        changed.notCreated().forEach((k, why) -> answer.notCreated(k, MailboxErrors.of(why)));
        changed.notUpdated()
                .forEach((id, why) -> answer.notUpdated(id.toString(), MailboxErrors.of(why)));
        changed.notDestroyed()
                .forEach((id, why) -> answer.notDestroyed(id.toString(), MailboxErrors.of(why)));
        return answer;
    }

    // The last event of the command is a mailbox's own, so that nobody has to wait for the views to
    // have posted, say, the destruction of all of its mail.
    private static State after(MailboxesChanged changed, State before) {
        return changed.after() == changed.before()
                ? before
                : new State(before.epoch(), changed.after());
    }

    private State state(long atMost) {
        var states = call.query(new GetStates(request.account(), atMost), GetStates.States.class);
        return Objects.requireNonNull(states.states().get(DataType.MAILBOX), "no Mailbox state");
    }

    /** What the server set, and what the client left to its default. */
    private ObjectNode serverSet(String creationId, MailboxId id) {
        CreateMailbox create = creates.get(creationId);
        var given = request.create().get(creationId);
        ObjectNode object = Json.object();
        object.put("id", id.toString());
        MailboxProperties.COUNTS.forEach(count -> object.put(count, 0));
        object.set("myRights", MailboxProperties.rights(true));
        if (create != null && given != null) {
            addDefaults(create, given, object);
        }
        return object;
    }

    private void addDefaults(CreateMailbox create, ObjectNode given, ObjectNode object) {
        if (!given.has("parentId")) {
            object.putNull("parentId");
        }
        if (!given.has("role")) {
            object.putNull("role");
        }
        if (!given.has("sortOrder")) {
            object.put("sortOrder", create.sortOrder());
        }
        if (!given.has("isSubscribed")) {
            object.put("isSubscribed", records.isOwn() && create.isSubscribed());
        }
        addNormalised(create.name(), object);
    }

    private @Nullable ObjectNode normalised(MailboxId id) {
        UpdateMailbox update = updates.get(id);
        ObjectNode changes = Json.object();
        addNormalised(update == null ? null : update.name(), changes);
        return changes.isEmpty() ? null : changes;
    }

    // RFC 5198 section 3: names are kept in NFC, whatever the client sent.
    private static void addNormalised(@Nullable String name, ObjectNode object) {
        if (name != null && !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            object.put("name", Normalizer.normalize(name, Normalizer.Form.NFC));
        }
    }
}
