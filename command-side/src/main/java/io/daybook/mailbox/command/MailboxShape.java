package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxRefusal;
import io.daybook.mailbox.MailboxRefusal.ParentLoop;
import io.daybook.mailbox.MailboxRefusal.TooDeep;
import io.daybook.mailbox.MailboxRules;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of the tree's shape: no loops, and at most so many levels. */
final class MailboxShape {
    private MailboxShape() {}

    static Map<MailboxWish, MailboxRefusal> loops(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        // One at a time, the last first: without it the others may be no loop.
        Set<MailboxId> looping = looping(forest);
        MailboxWish last = null;
        for (MailboxWish wish : looping.isEmpty() ? List.<MailboxWish>of() : wishes) {
            if (wish.parent() != null && looping.contains(wish.id())) {
                last = wish;
            }
        }
        return last == null ? Map.of() : Map.of(last, new ParentLoop());
    }

    /** The mailboxes that are above themselves. Each way up is gone once. */
    private static Set<MailboxId> looping(MailboxForest forest) {
        Set<MailboxId> looping = new HashSet<>();
        Map<MailboxId, MailboxId> seenFrom = new HashMap<>();
        for (Mailbox mailbox : forest.all()) {
            MailboxId at = forest.depth(mailbox.id()) == null ? mailbox.id() : null;
            while (at != null && seenFrom.putIfAbsent(at, mailbox.id()) == null) {
                at = forest.parent(at);
            }
            if (at != null && mailbox.id().equals(seenFrom.get(at))) {
                while (at != null && looping.add(at)) {
                    at = forest.parent(at);
                }
            }
        }
        return looping;
    }

    static Map<MailboxWish, MailboxRefusal> depths(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        Map<MailboxId, MailboxWish> moving = new HashMap<>();
        wishes.stream()
                .filter(wish -> wish.parent() != null)
                .forEach(wish -> moving.put(wish.id(), wish));
        Map<MailboxWish, MailboxRefusal> blamed = new LinkedHashMap<>();
        for (Mailbox mailbox : forest.all()) {
            Integer depth = forest.depth(mailbox.id());
            if (depth == null || depth != MailboxRules.MAX_DEPTH + 1) {
                continue;
            }
            Mailbox at = mailbox;
            while (at != null && !moving.containsKey(at.id())) {
                at = at.parent() == null ? null : forest.find(at.parent());
            }
            if (at != null) {
                blamed.put(moving.get(at.id()), new TooDeep(MailboxRules.MAX_DEPTH));
            }
        }
        return blamed;
    }
}
