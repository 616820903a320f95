package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxCommand;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxRefusal;
import io.daybook.mailbox.MailboxRefusal.HasChild;
import io.daybook.mailbox.MailboxRefusal.HasEmail;
import io.daybook.mailbox.MailboxRefusal.NameTaken;
import io.daybook.mailbox.MailboxRefusal.RoleTaken;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The rules of Mailbox/set (RFC 8621 section 2.5). Pure. As RFC 8620 section 5.3 wants it, the
 * final state is judged and not the way there: names, roles and parents may be swapped in one call.
 * So all wishes are taken as granted, and those to blame for a broken rule are dropped until every
 * rule is kept.
 */
public final class MailboxDecider {
    private final MailboxTree tree;
    private final MailboxRulebook rulebook;

    private MailboxDecider(MailboxTree tree, ToIntFunction<MailboxId> emailsIn) {
        this.tree = tree;
        this.rulebook = new MailboxRulebook(tree, emailsIn);
    }

    /**
     * @param emailsIn how many emails are in a mailbox
     */
    public static MailboxOutcome decide(
            ChangeMailboxes command, MailboxTree tree, ToIntFunction<MailboxId> emailsIn) {
        return new MailboxDecider(tree, emailsIn).decide(wishes(command));
    }

    /**
     * Decides what an undo wishes: updates, destroys and restores of mailboxes, each of which has
     * one. What is refused of updates and restores is not updated.
     *
     * @param emailsIn how many emails are in a mailbox
     */
    static MailboxOutcome decide(
            Map<MailboxId, MailboxCommand> wishes,
            MailboxTree tree,
            ToIntFunction<MailboxId> emailsIn) {
        List<MailboxWish> all = new ArrayList<>();
        wishes.forEach((mailbox, command) -> all.add(new MailboxWish(mailbox, command)));
        return new MailboxDecider(tree, emailsIn).decide(all);
    }

    private static List<MailboxWish> wishes(ChangeMailboxes command) {
        List<MailboxWish> wishes = new ArrayList<>();
        for (CreateMailbox create : command.create()) {
            wishes.add(new MailboxWish(new MailboxId(-1 - wishes.size()), create));
        }
        command.update().forEach(update -> wishes.add(new MailboxWish(update.mailbox(), update)));
        command.destroy()
                .forEach(destroy -> wishes.add(new MailboxWish(destroy.mailbox(), destroy)));
        return wishes.stream().distinct().toList();
    }

    private MailboxOutcome decide(List<MailboxWish> wishes) {
        Map<Integer, MailboxWish> granted = new TreeMap<>();
        Map<Integer, MailboxRefusal> refused = new TreeMap<>();
        Map<MailboxWish, Integer> order = new LinkedHashMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            order.put(wishes.get(i), i);
            MailboxRefusal flaw = rulebook.flaw(wishes.get(i));
            if (flaw == null) {
                granted.put(i, wishes.get(i));
            } else {
                refused.put(i, flaw);
            }
        }
        List<Integer> blamed = dropBlamed(granted, refused, order);
        giveSecondChance(blamed, wishes, granted, refused);
        return outcome(wishes, granted, refused);
    }

    private List<Integer> dropBlamed(
            Map<Integer, MailboxWish> granted,
            Map<Integer, MailboxRefusal> refused,
            Map<MailboxWish, Integer> order) {
        List<Integer> dropped = new ArrayList<>();
        var broken = rulebook.broken(granted.values());
        while (!broken.isEmpty()) {
            broken.forEach((wish, refusal) -> {
                int at = Objects.requireNonNull(order.get(wish));
                granted.remove(at);
                refused.put(at, refusal);
                dropped.add(at);
            });
            broken = rulebook.broken(granted.values());
        }
        dropped.sort(null);
        return dropped;
    }

    /** Grants what was dropped only because of a wish that was dropped itself. */
    private void giveSecondChance(
            List<Integer> dropped,
            List<MailboxWish> wishes,
            Map<Integer, MailboxWish> granted,
            Map<Integer, MailboxRefusal> refused) {
        for (int at : dropped) {
            granted.put(at, wishes.get(at));
            var broken = rulebook.broken(granted.values());
            if (broken.isEmpty()) {
                refused.remove(at);
            } else {
                granted.remove(at);
                // Of the same kind, it names a mailbox that is really there.
                MailboxRefusal now = broken.get(wishes.get(at));
                refused.computeIfPresent(
                        at,
                        (any, was) -> now != null && now.getClass() == was.getClass() ? now : was);
            }
        }
    }

    private MailboxOutcome outcome(
            List<MailboxWish> wishes,
            Map<Integer, MailboxWish> granted,
            Map<Integer, MailboxRefusal> refused) {
        var forest = new MailboxForest(tree, granted.values());
        var recording = new MailboxRecording(tree, forest, granted.values());
        Map<String, MailboxRefusal> notCreated = new LinkedHashMap<>();
        Map<MailboxId, MailboxRefusal> notUpdated = new LinkedHashMap<>();
        Map<MailboxId, MailboxRefusal> notDestroyed = new LinkedHashMap<>();
        refused.forEach((at, refusal) -> {
            MailboxWish wish = wishes.get(at);
            MailboxRefusal told = told(wish, refusal, forest, recording);
            if (wish.command() instanceof CreateMailbox create) {
                notCreated.put(create.creationId(), told);
            } else if (wish.isDestroy()) {
                notDestroyed.put(wish.id(), told);
            } else {
                notUpdated.put(wish.id(), told);
            }
        });
        return new MailboxOutcome(
                recording.changes(),
                recording.destroys(),
                recording.created(),
                notCreated,
                updated(granted.values()),
                notUpdated,
                notDestroyed);
    }

    private static List<MailboxId> updated(Collection<MailboxWish> granted) {
        return granted.stream()
                .filter(wish -> !wish.isDestroy() && !(wish.command() instanceof CreateMailbox))
                .map(MailboxWish::id)
                .distinct()
                .toList();
    }

    /** The refusal as the client is told, with final ids. */
    private static MailboxRefusal told(
            MailboxWish wish,
            MailboxRefusal refusal,
            MailboxForest forest,
            MailboxRecording recording) {
        if (refusal instanceof NameTaken(var by)) {
            return new NameTaken(recording.idOf(by));
        }
        if (refusal instanceof RoleTaken(var by)) {
            return new RoleTaken(recording.idOf(by));
        }
        // RFC 8621 section 2.5: first of all it is told that there is a child.
        boolean child = refusal instanceof HasEmail && hasChild(wish.id(), forest);
        return child ? new HasChild() : refusal;
    }

    private static boolean hasChild(MailboxId id, MailboxForest forest) {
        return forest.all().stream().anyMatch((Mailbox m) -> id.equals(m.parent()));
    }
}
