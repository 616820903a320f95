package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The mailboxes of an account as trees. */
final class MailboxForest {
    private final Map<@Nullable MailboxId, List<MailboxView>> children = new HashMap<>();
    private final List<MailboxView> all;

    MailboxForest(List<MailboxView> all) {
        this.all = all;
        for (MailboxView mailbox : all) {
            children.computeIfAbsent(mailbox.parent(), _ -> new ArrayList<>()).add(mailbox);
        }
    }

    /** Each mailbox right after its parent and the siblings before it, siblings in this order. */
    List<MailboxView> sorted(Comparator<MailboxView> order) {
        return walk(order, _ -> true);
    }

    /** Those that match and whose ancestors all match. */
    List<MailboxView> connected(Predicate<MailboxView> filter) {
        return walk(Comparator.comparing(MailboxView::id), filter);
    }

    /** All, each after its parent. */
    List<MailboxView> parentsFirst() {
        return sorted(Comparator.comparing(MailboxView::id));
    }

    /** How many ancestors each mailbox has. */
    Map<MailboxId, Integer> depths() {
        var depths = HashMap.<MailboxId, Integer>newHashMap(all.size());
        for (MailboxView mailbox : parentsFirst()) {
            Integer parent = mailbox.parent() == null ? null : depths.get(mailbox.parent());
            depths.put(mailbox.id(), parent == null ? 0 : parent + 1);
        }
        return depths;
    }

    private List<MailboxView> walk(Comparator<MailboxView> order, Predicate<MailboxView> enter) {
        var visited = new ArrayList<MailboxView>(all.size());
        var open = new ArrayDeque<MailboxView>();
        push(null, order, open);
        while (!open.isEmpty()) {
            MailboxView mailbox = open.pop();
            if (enter.test(mailbox)) {
                visited.add(mailbox);
                push(mailbox.id(), order, open);
            }
        }
        return visited;
    }

    private void push(
            @Nullable MailboxId parent,
            Comparator<MailboxView> order,
            ArrayDeque<MailboxView> open) {
        var siblings = new ArrayList<>(children.getOrDefault(parent, List.of()));
        siblings.sort(order.reversed());
        siblings.forEach(open::push);
    }
}
