package io.daybook.core.jmap.fake;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRefusal;
import io.daybook.mailbox.MailboxView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The mailboxes of a {@link MailWorld}; a few rules of the real decider, enough for answers. */
public final class MailboxShelf {
    private final TreeMap<MailboxId, MailboxView> views = new TreeMap<>();
    private final TreeMap<Long, Long> seqByHead = new TreeMap<>(Map.of(0L, 3L));
    private int last;

    MailboxShelf() {
        add("Inbox", null, "inbox", 0, true);
        add("Trash", null, "trash", 0, true);
    }

    public MailboxId add(
            String name,
            @Nullable MailboxId parent,
            @Nullable String role,
            int order,
            boolean sub) {
        var id = new MailboxId(++last);
        views.put(id, new MailboxView(id, name, parent, role, order, sub, 0, 0, 0, 0));
        return id;
    }

    public List<MailboxView> views() {
        return List.copyOf(views.values());
    }

    public MailboxView view(MailboxId id) {
        return views.get(id);
    }

    /** Another client changes a mailbox: the state moves. */
    public void moveOn(long head) {
        seqByHead.put(head, head);
    }

    long seq() {
        return seqByHead.lastEntry().getValue();
    }

    long seqAt(long head) {
        return head < 0 ? seq() : seqByHead.floorEntry(head).getValue();
    }

    List<MailboxId> missing(Collection<MailboxId> ids) {
        return ids.stream().filter(id -> !views.containsKey(id)).sorted().toList();
    }

    MailboxesChanged change(ChangeMailboxes command, long before, Set<MailboxId> full) {
        var created = new LinkedHashMap<String, MailboxId>();
        var notCreated = new LinkedHashMap<String, MailboxRefusal>();
        command.create().forEach(create -> create(create, created, notCreated));
        var updated = new ArrayList<MailboxId>();
        var notUpdated = new LinkedHashMap<MailboxId, MailboxRefusal>();
        command.update().forEach(update -> update(update, created, updated, notUpdated));
        var destroyed = new ArrayList<MailboxId>();
        var notDestroyed = new LinkedHashMap<MailboxId, MailboxRefusal>();
        for (DestroyMailbox destroy : command.destroy()) {
            var refusal = refusal(destroy, full);
            if (refusal == null) {
                views.remove(destroy.mailbox());
                destroyed.add(destroy.mailbox());
            } else {
                notDestroyed.put(destroy.mailbox(), refusal);
            }
        }
        boolean moved = !created.isEmpty() || !updated.isEmpty() || !destroyed.isEmpty();
        long after = moved ? before + 1 : before;
        if (moved) {
            seqByHead.put(after, after);
        }
        return new MailboxesChanged(
                before, after, created, notCreated, updated, notUpdated, destroyed, notDestroyed);
    }

    private void create(
            CreateMailbox create,
            Map<String, MailboxId> created,
            Map<String, MailboxRefusal> notCreated) {
        var parent = resolve(create.parent(), created);
        var refusal = refusal(create.parent(), parent, create.name(), null);
        if (refusal == null) {
            var id =
                    add(
                            create.name(),
                            parent,
                            create.role(),
                            create.sortOrder(),
                            create.isSubscribed());
            created.put(create.creationId(), id);
        } else {
            notCreated.put(create.creationId(), refusal);
        }
    }

    private void update(
            UpdateMailbox update,
            Map<String, MailboxId> created,
            List<MailboxId> updated,
            Map<MailboxId, MailboxRefusal> notUpdated) {
        MailboxView old = views.get(update.mailbox());
        if (old == null) {
            notUpdated.put(update.mailbox(), new MailboxRefusal.NoSuchMailbox());
            return;
        }
        Optional<MailboxRef> ref = update.parent();
        var parent = ref == null ? old.parent() : resolve(ref.orElse(null), created);
        var name = update.name() == null ? old.name() : update.name();
        var refusal = refusal(ref == null ? null : ref.orElse(null), parent, name, old.id());
        if (refusal != null) {
            notUpdated.put(update.mailbox(), refusal);
            return;
        }
        var role = update.role() == null ? old.role() : update.role().orElse(null);
        int order = update.sortOrder() == null ? old.sortOrder() : update.sortOrder();
        boolean sub = update.isSubscribed() == null ? old.isSubscribed() : update.isSubscribed();
        views.put(old.id(), new MailboxView(old.id(), name, parent, role, order, sub, 0, 0, 0, 0));
        updated.add(old.id());
    }

    private @Nullable MailboxRefusal refusal(DestroyMailbox destroy, Set<MailboxId> full) {
        var id = destroy.mailbox();
        if (!views.containsKey(id)) {
            return new MailboxRefusal.NoSuchMailbox();
        }
        if (views.values().stream().anyMatch(view -> id.equals(view.parent()))) {
            return new MailboxRefusal.HasChild();
        }
        return full.contains(id) && !destroy.removeEmails() ? new MailboxRefusal.HasEmail(1) : null;
    }

    private @Nullable MailboxRefusal refusal(
            @Nullable MailboxRef ref,
            @Nullable MailboxId parent,
            String name,
            @Nullable MailboxId self) {
        if (ref != null && (parent == null || !views.containsKey(parent))) {
            return new MailboxRefusal.NoSuchParent();
        }
        for (MailboxView view : views.values()) {
            if (!view.id().equals(self)
                    && Objects.equals(view.parent(), parent)
                    && view.name().equals(name)) {
                return new MailboxRefusal.NameTaken(view.id());
            }
        }
        return null;
    }

    private static @Nullable MailboxId resolve(
            @Nullable MailboxRef ref, Map<String, MailboxId> created) {
        return switch (ref) {
            case null -> null;
            case MailboxRef.Existing(var id) -> id;
            case MailboxRef.Created(var creationId) -> created.get(creationId);
        };
    }
}
