package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.RestoreMailbox;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events between the tree as it is and as it will be: roles are given up before they are given,
 * parents come before their children and go after them.
 */
final class MailboxRecording {
    private final MailboxTree tree;
    private final MailboxForest forest;
    private final Map<MailboxId, MailboxId> ids = new HashMap<>();
    private final Map<String, MailboxId> created = new LinkedHashMap<>();
    private final List<MailboxEvent> changes = new ArrayList<>();
    private final List<MailboxDestroyed> destroys;

    MailboxRecording(MailboxTree tree, MailboxForest forest, Collection<MailboxWish> granted) {
        this.tree = tree;
        this.forest = forest;
        List<MailboxWish> downwards =
                granted.stream()
                        .filter(wish -> !wish.isDestroy() && forest.has(wish.id()))
                        .sorted(Comparator.comparingInt(wish -> depth(forest, wish.id())))
                        .toList();
        downwards.forEach(this::giveUpRole);
        downwards.forEach(this::create);
        downwards.forEach(this::restore);
        downwards.forEach(this::update);
        downwards.forEach(this::giveRole);
        var before = new MailboxForest(tree, List.of());
        destroys =
                granted.stream()
                        .filter(MailboxWish::isDestroy)
                        .map(MailboxWish::id)
                        .distinct()
                        .sorted(Comparator.comparingInt(id -> -depth(before, id)))
                        .map(MailboxDestroyed::new)
                        .toList();
    }

    List<MailboxEvent> changes() {
        return changes;
    }

    List<MailboxDestroyed> destroys() {
        return destroys;
    }

    Map<String, MailboxId> created() {
        return created;
    }

    /** The id that a mailbox of the forest has from now on. */
    MailboxId idOf(MailboxId id) {
        return ids.getOrDefault(id, id);
    }

    private static int depth(MailboxForest forest, MailboxId id) {
        Integer depth = forest.depth(id);
        return depth == null ? 0 : depth;
    }

    private void giveUpRole(MailboxWish wish) {
        Mailbox before = tree.find(wish.id());
        if (before != null && before.role() != null && !before.role().equals(after(wish).role())) {
            changes.add(new MailboxRoleChanged(wish.id(), null));
        }
    }

    private void create(MailboxWish wish) {
        if (!(wish.command() instanceof CreateMailbox create)) {
            return;
        }
        var id = new MailboxId(Math.addExact(tree.next(), created.size()));
        ids.put(wish.id(), id);
        created.put(create.creationId(), id);
        Mailbox mailbox = after(wish);
        changes.add(
                new MailboxCreated(
                        id,
                        mailbox.name(),
                        parent(mailbox),
                        mailbox.role(),
                        mailbox.sortOrder(),
                        mailbox.isSubscribed(),
                        // RFC 3501 section 2.3.1.1: ascending, so no name ever sees one again.
                        Math.addExact(tree.lastUidValidity(), created.size())));
    }

    private void restore(MailboxWish wish) {
        if (wish.command() instanceof RestoreMailbox restore) {
            Mailbox mailbox = after(wish);
            changes.add(
                    new MailboxRestored(
                            wish.id(),
                            mailbox.name(),
                            parent(mailbox),
                            mailbox.role(),
                            mailbox.sortOrder(),
                            mailbox.isSubscribed(),
                            restore.uidValidity(),
                            restore.nextUid()));
        }
    }

    private void update(MailboxWish wish) {
        Mailbox before = tree.find(wish.id());
        if (before == null) {
            return;
        }
        Mailbox after = after(wish);
        if (!Objects.equals(before.parent(), parent(after))) {
            changes.add(new MailboxMoved(wish.id(), parent(after)));
        }
        if (!before.name().equals(after.name())) {
            changes.add(new MailboxRenamed(wish.id(), after.name()));
        }
        if (before.sortOrder() != after.sortOrder()) {
            changes.add(new MailboxSorted(wish.id(), after.sortOrder()));
        }
        if (before.isSubscribed() != after.isSubscribed()) {
            changes.add(new MailboxSubscriptionChanged(wish.id(), after.isSubscribed()));
        }
    }

    private void giveRole(MailboxWish wish) {
        Mailbox before = tree.find(wish.id());
        String role = after(wish).role();
        if (before != null && role != null && !role.equals(before.role())) {
            changes.add(new MailboxRoleChanged(wish.id(), role));
        }
    }

    private @Nullable MailboxId parent(Mailbox mailbox) {
        return mailbox.parent() == null ? null : idOf(mailbox.parent());
    }

    private Mailbox after(MailboxWish wish) {
        return Objects.requireNonNull(forest.find(wish.id()));
    }
}
