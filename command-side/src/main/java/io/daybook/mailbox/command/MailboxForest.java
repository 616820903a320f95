package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.RestoreMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRef.Created;
import io.daybook.mailbox.MailboxRef.Existing;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mailboxes as they would be if a number of wishes came true, valid or not. */
final class MailboxForest {
    private final Map<MailboxId, Mailbox> mailboxes = new LinkedHashMap<>();
    private final Map<String, MailboxId> byCreationId = new HashMap<>();
    private final Map<MailboxId, Integer> depths = new HashMap<>();

    MailboxForest(MailboxTree tree, Collection<MailboxWish> wishes) {
        tree.all().forEach(mailbox -> mailboxes.put(mailbox.id(), mailbox));
        for (MailboxWish wish : wishes) {
            if (wish.command() instanceof CreateMailbox create) {
                byCreationId.put(create.creationId(), wish.id());
            }
        }
        wishes.forEach(this::grant);
        measure();
    }

    Collection<Mailbox> all() {
        return mailboxes.values();
    }

    @Nullable Mailbox find(MailboxId id) {
        return mailboxes.get(id);
    }

    @Nullable MailboxId parent(MailboxId id) {
        Mailbox mailbox = mailboxes.get(id);
        return mailbox == null ? null : mailbox.parent();
    }

    boolean has(MailboxId id) {
        return mailboxes.containsKey(id);
    }

    /** 1 at the top; null when the mailbox hangs in a loop, or below a missing parent. */
    @Nullable Integer depth(MailboxId id) {
        return depths.get(id);
    }

    /** The id of a mailbox referred to; null when it is not created by any of the wishes. */
    @Nullable MailboxId resolve(MailboxRef ref) {
        return switch (ref) {
            case Existing(var id) -> id;
            case Created(var creationId) -> byCreationId.get(creationId);
        };
    }

    private void grant(MailboxWish wish) {
        if (wish.isDestroy()) {
            mailboxes.remove(wish.id());
            return;
        }
        if (wish.command() instanceof CreateMailbox create) {
            mailboxes.put(
                    wish.id(),
                    new Mailbox(
                            wish.id(),
                            "",
                            null,
                            null,
                            create.sortOrder(),
                            create.isSubscribed(),
                            0));
        }
        if (wish.command() instanceof RestoreMailbox restore) {
            var before = restore.before();
            mailboxes.put(
                    wish.id(),
                    new Mailbox(
                            wish.id(),
                            "",
                            null,
                            null,
                            before.sortOrder(),
                            before.isSubscribed(),
                            restore.uidValidity()));
        }
        Mailbox mailbox = mailboxes.get(wish.id());
        if (mailbox != null) {
            mailboxes.put(wish.id(), changed(mailbox, wish));
        }
    }

    private Mailbox changed(Mailbox before, MailboxWish wish) {
        Mailbox mailbox = before;
        if (wish.name() != null) {
            mailbox = MailboxTree.renamed(mailbox, MailboxNames.normal(wish.name()));
        }
        Optional<MailboxRef> parent = wish.parent();
        if (parent != null) {
            mailbox = MailboxTree.moved(mailbox, parent.map(this::resolve).orElse(null));
        }
        if (wish.role() != null) {
            mailbox = MailboxTree.withRole(mailbox, wish.role().orElse(null));
        }
        if (wish.sortOrder() != null) {
            mailbox = MailboxTree.sorted(mailbox, wish.sortOrder());
        }
        if (wish.command() instanceof UpdateMailbox update && update.isSubscribed() != null) {
            mailbox = MailboxTree.subscribed(mailbox, update.isSubscribed());
        }
        return mailbox;
    }

    private void measure() {
        Map<MailboxId, List<MailboxId>> children = new HashMap<>();
        var ready = new ArrayDeque<MailboxId>();
        for (Mailbox mailbox : mailboxes.values()) {
            if (mailbox.parent() == null) {
                depths.put(mailbox.id(), 1);
                ready.add(mailbox.id());
            } else {
                children.computeIfAbsent(mailbox.parent(), any -> new ArrayList<>())
                        .add(mailbox.id());
            }
        }
        while (!ready.isEmpty()) {
            MailboxId id = ready.remove();
            for (MailboxId child : children.getOrDefault(id, List.of())) {
                depths.put(child, Objects.requireNonNull(depths.get(id)) + 1);
                ready.add(child);
            }
        }
    }
}
