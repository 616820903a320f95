package io.daybook.mailbox.jmap;

import io.daybook.core.jmap.standard.ListShape;
import io.daybook.core.jmap.standard.ListTerms.Changes;
import io.daybook.mailbox.MailboxView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Mailboxes as a list or as a tree (RFC 8621 section 2.3).
 *
 * @param sortAsTree each mailbox right after its parent and the siblings before it
 * @param filterAsTree only those whose ancestors all match
 */
record MailboxShape(boolean sortAsTree, boolean filterAsTree) implements ListShape<MailboxView> {
    @Override
    public List<MailboxView> list(
            List<MailboxView> all, Predicate<MailboxView> filter, Comparator<MailboxView> order) {
        var matching =
                filterAsTree
                        ? new MailboxForest(all).connected(filter)
                        : all.stream().filter(filter).toList();
        if (!sortAsTree) {
            return matching.stream().sorted(order.thenComparing(MailboxView::id)).toList();
        }
        // The tree is that of the account: ancestors that do not match still decide the order.
        var wanted = new HashSet<>(matching);
        return new MailboxForest(all)
                .sorted(order.thenComparing(MailboxView::id)).stream()
                        .filter(wanted::contains)
                        .toList();
    }

    /** A tree is by parentId, whatever else is filtered and sorted by. */
    @Override
    public Changes changes() {
        return sortAsTree || filterAsTree ? Changes.SELDOM : Changes.NEVER;
    }

    /**
     * In a tree, what is below a mailbox goes with it. What was below it and is no longer has
     * another parent now, or is below one that has: so it is among the ids, or below one of them.
     */
    @Override
    public Set<String> withDependents(List<MailboxView> all, Set<String> ids) {
        if (!sortAsTree && !filterAsTree || ids.isEmpty()) {
            return ids;
        }
        var dependents = new HashSet<>(ids);
        for (MailboxView mailbox : new MailboxForest(all).parentsFirst()) {
            var parent = mailbox.parent();
            if (parent != null && dependents.contains(parent.toString())) {
                dependents.add(mailbox.id().toString());
            }
        }
        return dependents;
    }
}
