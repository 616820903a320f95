package io.daybook.undo.query;

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
import io.daybook.mailbox.MailboxRevert;
import io.daybook.mailbox.MailboxRevert.BringBack;
import io.daybook.mailbox.MailboxRevert.ChangeBack;
import io.daybook.mailbox.MailboxRevert.Content;
import io.daybook.mailbox.MailboxRevert.TakeAway;
import io.daybook.undo.query.AccountPast.Past;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The mailboxes through the undone changes. */
final class MailboxUndo {
    private static final Content NONE = new Content("", null, null, 0, false);

    private final Set<Long> undone;
    private final Map<MailboxId, Content> contents = new HashMap<>();
    private final Map<MailboxId, Content> destroyed = new HashMap<>();
    private final Map<MailboxId, Integer> uidValidities = new HashMap<>();
    private final Map<MailboxId, Properties> touched = new TreeMap<>();

    private MailboxUndo(Set<Long> undone) {
        this.undone = undone;
    }

    /**
     * @param undone the sequence numbers of the events that are undone
     */
    static List<MailboxRevert> plan(Set<Long> undone, AccountPast past) {
        var undo = new MailboxUndo(undone);
        past.mailboxes().forEach(undo::take);
        List<MailboxRevert> reverts = new ArrayList<>();
        undo.touched.forEach((id, properties) -> {
            MailboxRevert revert = undo.revert(id, properties);
            if (revert != null) {
                reverts.add(revert);
            }
        });
        return reverts;
    }

    private void take(Past<MailboxEvent> event) {
        MailboxId id = event.event().mailbox();
        Content was = contents.get(id);
        Content is = apply(was, event.event());
        if (undone.contains(event.seq())) {
            touched.computeIfAbsent(id, _ -> new Properties(values(NONE).size()))
                    .change(was == null ? null : values(was), is == null ? null : values(is));
        }
        if (is != null) {
            contents.put(id, is);
        } else if (was != null) {
            contents.remove(id);
            destroyed.put(id, was);
        }
    }

    private @Nullable Content apply(@Nullable Content was, MailboxEvent event) {
        return switch (event) {
            case MailboxCreated it -> {
                uidValidities.put(it.mailbox(), it.uidValidity());
                yield new Content(
                        it.name(), it.parent(), it.role(), it.sortOrder(), it.isSubscribed());
            }
            case MailboxRestored it -> {
                uidValidities.put(it.mailbox(), it.uidValidity());
                yield new Content(
                        it.name(), it.parent(), it.role(), it.sortOrder(), it.isSubscribed());
            }
            case MailboxDestroyed _ -> null;
            case MailboxRenamed(_, var name) -> changed(was, it -> withName(it, name));
            case MailboxMoved(_, var parent) -> changed(was, it -> withParent(it, parent));
            case MailboxRoleChanged(_, var role) -> changed(was, it -> withRole(it, role));
            case MailboxSorted(_, var order) -> changed(was, it -> withSortOrder(it, order));
            case MailboxSubscriptionChanged(_, var is) ->
                    changed(was, it -> withSubscription(it, is));
        };
    }

    private @Nullable MailboxRevert revert(MailboxId id, Properties properties) {
        var brought = properties.brought();
        if (brought != null) {
            return new TakeAway(id, content(brought));
        }
        Content last = destroyed.get(id);
        if (properties.isDestroyed() && last != null && !contents.containsKey(id)) {
            int uidValidity = uidValidities.getOrDefault(id, 0);
            return new BringBack(id, content(properties.before(values(last))), uidValidity);
        }
        if (properties.cameAndWent()) {
            return null;
        }
        // What was not touched is the same in both.
        return new ChangeBack(
                id,
                content(properties.left(values(NONE))),
                content(properties.before(values(NONE))));
    }

    private static @Nullable Content changed(@Nullable Content was, UnaryOperator<Content> change) {
        return was == null ? null : change.apply(was);
    }

    private static List<@Nullable Object> values(Content it) {
        return Arrays.asList(it.name(), it.parent(), it.role(), it.sortOrder(), it.isSubscribed());
    }

    private static Content content(List<@Nullable Object> values) {
        return new Content(
                (String) values.get(0),
                (MailboxId) values.get(1),
                (String) values.get(2),
                (Integer) values.get(3),
                (Boolean) values.get(4));
    }

    private static Content withName(Content it, String name) {
        return new Content(name, it.parent(), it.role(), it.sortOrder(), it.isSubscribed());
    }

    private static Content withParent(Content it, @Nullable MailboxId parent) {
        return new Content(it.name(), parent, it.role(), it.sortOrder(), it.isSubscribed());
    }

    private static Content withRole(Content it, @Nullable String role) {
        return new Content(it.name(), it.parent(), role, it.sortOrder(), it.isSubscribed());
    }

    private static Content withSortOrder(Content it, int sortOrder) {
        return new Content(it.name(), it.parent(), it.role(), sortOrder, it.isSubscribed());
    }

    private static Content withSubscription(Content it, boolean isSubscribed) {
        return new Content(it.name(), it.parent(), it.role(), it.sortOrder(), isSubscribed);
    }
}
