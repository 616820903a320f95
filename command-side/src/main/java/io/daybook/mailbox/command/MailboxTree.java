package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The mailboxes of an account as their events tell. */
public final class MailboxTree {
    private final Map<MailboxId, Mailbox> mailboxes = new LinkedHashMap<>();
    private int next = 1;
    private int lastUidValidity;

    /** A mailbox; see {@link MailboxCreated} for its parts. */
    public record Mailbox(
            MailboxId id,
            String name,
            @Nullable MailboxId parent,
            @Nullable String role,
            int sortOrder,
            boolean isSubscribed,
            int uidValidity) {}

    /** In the order of their creation. */
    public Collection<Mailbox> all() {
        return mailboxes.values();
    }

    public @Nullable Mailbox find(MailboxId id) {
        return mailboxes.get(id);
    }

    public Optional<Mailbox> withRole(String role) {
        return mailboxes.values().stream()
                .filter(mailbox -> role.equals(mailbox.role()))
                .findFirst();
    }

    /** The number of the next new mailbox. */
    public int next() {
        return next;
    }

    /** Every UIDVALIDITY given so far is at most this. */
    public int lastUidValidity() {
        return lastUidValidity;
    }

    /** Restores where counting goes on, from a snapshot. */
    public void startAt(int mailbox, int uidValidity) {
        next = mailbox;
        lastUidValidity = uidValidity;
    }

    /** Changes the tree as the event tells. */
    public void evolve(MailboxEvent event) {
        switch (event) {
            case MailboxCreated created -> create(created);
            case MailboxRenamed(var id, var name) -> change(id, was -> renamed(was, name));
            case MailboxMoved(var id, var parent) -> change(id, was -> moved(was, parent));
            case MailboxRoleChanged(var id, var role) -> change(id, was -> withRole(was, role));
            case MailboxSorted(var id, var order) -> change(id, was -> sorted(was, order));
            case MailboxSubscriptionChanged(var id, var is) ->
                    change(id, was -> subscribed(was, is));
            case MailboxDestroyed(var id) -> mailboxes.remove(id);
            case MailboxRestored restored -> restore(restored);
        }
    }

    private void restore(MailboxRestored restored) {
        create(
                new MailboxCreated(
                        restored.mailbox(),
                        restored.name(),
                        restored.parent(),
                        restored.role(),
                        restored.sortOrder(),
                        restored.isSubscribed(),
                        restored.uidValidity()));
    }

    private void create(MailboxCreated created) {
        mailboxes.put(
                created.mailbox(),
                new Mailbox(
                        created.mailbox(),
                        created.name(),
                        created.parent(),
                        created.role(),
                        created.sortOrder(),
                        created.isSubscribed(),
                        created.uidValidity()));
        next = Math.max(next, created.mailbox().value() + 1);
        lastUidValidity = Math.max(lastUidValidity, created.uidValidity());
    }

    private void change(MailboxId id, UnaryOperator<Mailbox> change) {
        mailboxes.computeIfPresent(id, (any, was) -> change.apply(was));
    }

    static Mailbox renamed(Mailbox m, String name) {
        return new Mailbox(
                m.id, name, m.parent, m.role, m.sortOrder, m.isSubscribed, m.uidValidity);
    }

    static Mailbox moved(Mailbox m, @Nullable MailboxId parent) {
        return new Mailbox(
                m.id, m.name, parent, m.role, m.sortOrder, m.isSubscribed, m.uidValidity);
    }

    static Mailbox withRole(Mailbox m, @Nullable String role) {
        return new Mailbox(
                m.id, m.name, m.parent, role, m.sortOrder, m.isSubscribed, m.uidValidity);
    }

    static Mailbox sorted(Mailbox m, int order) {
        return new Mailbox(m.id, m.name, m.parent, m.role, order, m.isSubscribed, m.uidValidity);
    }

    static Mailbox subscribed(Mailbox m, boolean is) {
        return new Mailbox(m.id, m.name, m.parent, m.role, m.sortOrder, is, m.uidValidity);
    }
}
