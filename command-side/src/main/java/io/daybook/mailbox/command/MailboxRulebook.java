package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRef.Existing;
import io.daybook.mailbox.MailboxRefusal;
import io.daybook.mailbox.MailboxRefusal.HasChild;
import io.daybook.mailbox.MailboxRefusal.HasEmail;
import io.daybook.mailbox.MailboxRefusal.InvalidName;
import io.daybook.mailbox.MailboxRefusal.InvalidSortOrder;
import io.daybook.mailbox.MailboxRefusal.IsInbox;
import io.daybook.mailbox.MailboxRefusal.NameTaken;
import io.daybook.mailbox.MailboxRefusal.NoSuchMailbox;
import io.daybook.mailbox.MailboxRefusal.NoSuchParent;
import io.daybook.mailbox.MailboxRefusal.RoleTaken;
import io.daybook.mailbox.MailboxRefusal.TooManyMailboxes;
import io.daybook.mailbox.MailboxRefusal.UnknownRole;
import io.daybook.mailbox.MailboxRules;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules that mailboxes have to keep (RFC 8621 section 2), and which wish is to blame when they
 * would not.
 */
final class MailboxRulebook {
    private final MailboxTree tree;
    private final ToIntFunction<MailboxId> emailsIn;

    /** Tells the wishes to blame for breaking one rule. */
    private interface Rule {
        Map<MailboxWish, MailboxRefusal> broken(
                Collection<MailboxWish> wishes, MailboxForest forest);
    }

    private final List<Rule> rules =
            List.of(
                    this::missingParents,
                    this::children,
                    this::emails,
                    this::inbox,
                    MailboxShape::loops,
                    MailboxShape::depths,
                    this::count,
                    this::names,
                    this::roles);

    MailboxRulebook(MailboxTree tree, ToIntFunction<MailboxId> emailsIn) {
        this.tree = tree;
        this.emailsIn = emailsIn;
    }

    /** What is wrong with the wish whatever else happens; null when nothing is. */
    @Nullable MailboxRefusal flaw(MailboxWish wish) {
        boolean exists = tree.find(wish.id()) != null;
        if (!exists && !wish.adds()) {
            return new NoSuchMailbox();
        }
        String name = wish.name() == null ? null : MailboxNames.normal(wish.name());
        String flaw = name == null ? null : MailboxNames.flaw(name);
        if (flaw != null) {
            return new InvalidName(flaw);
        }
        if (wish.role() != null && !wish.role().map(MailboxRoles::isRole).orElse(true)) {
            return new UnknownRole();
        }
        // RFC 8621 section 2: 0 <= sortOrder < 2^31.
        return wish.sortOrder() != null && wish.sortOrder() < 0 ? new InvalidSortOrder() : null;
    }

    /** The wishes to blame if all of these came true; empty when every rule would be kept. */
    Map<MailboxWish, MailboxRefusal> broken(Collection<MailboxWish> wishes) {
        var forest = new MailboxForest(tree, wishes);
        for (Rule rule : rules) {
            var blamed = rule.broken(wishes, forest);
            if (!blamed.isEmpty()) {
                return blamed;
            }
        }
        return Map.of();
    }

    private Map<MailboxWish, MailboxRefusal> missingParents(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        return blame(
                wishes,
                wish -> {
                    Optional<MailboxRef> parent = wish.parent();
                    if (parent == null || parent.isEmpty()) {
                        return null;
                    }
                    MailboxId id = forest.resolve(parent.get());
                    boolean known =
                            parent.get() instanceof Existing
                                    ? id != null && (tree.find(id) != null || forest.has(id))
                                    : id != null;
                    return known ? null : new NoSuchParent();
                });
    }

    private Map<MailboxWish, MailboxRefusal> children(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        // RFC 8621 section 2.5: mailboxHasChild, whatever onDestroyRemoveEmails says.
        Set<MailboxId> parents = new HashSet<>();
        forest.all().stream()
                .map(Mailbox::parent)
                .filter(parent -> parent != null)
                .forEach(parents::add);
        return blame(
                wishes,
                wish -> wish.isDestroy() && parents.contains(wish.id()) ? new HasChild() : null);
    }

    private Map<MailboxWish, MailboxRefusal> emails(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        return blame(
                wishes,
                wish -> {
                    if (!(wish.command() instanceof DestroyMailbox(var id, var removeEmails))) {
                        return null;
                    }
                    int count = removeEmails ? 0 : emailsIn.applyAsInt(id);
                    return count > 0 ? new HasEmail(count) : null;
                });
    }

    private Map<MailboxWish, MailboxRefusal> inbox(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        MailboxId inbox = tree.withRole(MailboxRoles.INBOX).map(Mailbox::id).orElse(null);
        boolean kept = forest.all().stream().anyMatch(m -> MailboxRoles.INBOX.equals(m.role()));
        return blame(
                wishes,
                wish ->
                        wish.id().equals(inbox)
                                        && (wish.isDestroy() || (!kept && wish.role() != null))
                                ? new IsInbox()
                                : null);
    }

    private Map<MailboxWish, MailboxRefusal> count(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        int over = forest.all().size() - MailboxRules.MAX_MAILBOXES;
        List<MailboxWish> creates = wishes.stream().filter(MailboxWish::adds).toList();
        Map<MailboxWish, MailboxRefusal> blamed = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(over, creates.size()); i++) {
            blamed.put(
                    creates.get(creates.size() - 1 - i),
                    new TooManyMailboxes(MailboxRules.MAX_MAILBOXES));
        }
        return blamed;
    }

    private Map<MailboxWish, MailboxRefusal> names(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        // RFC 8621 section 2: there MUST NOT be two sibling mailboxes with the same name.
        return unique(
                wishes,
                forest,
                wish -> wish.name() != null || wish.parent() != null,
                mailbox ->
                        new Place(
                                mailbox.parent(),
                                MailboxNames.distinct(mailbox.name(), mailbox.parent() == null)),
                NameTaken::new);
    }

    private record Place(@Nullable MailboxId parent, String name) {}

    private Map<MailboxWish, MailboxRefusal> roles(
            Collection<MailboxWish> wishes, MailboxForest forest) {
        // RFC 8621 section 2: there MUST NOT be two mailboxes in the account with the same role.
        return unique(wishes, forest, wish -> wish.role() != null, Mailbox::role, RoleTaken::new);
    }

    /** Blames each wish whose mailbox takes what one left alone, or an earlier wish, has. */
    private static <K> Map<MailboxWish, MailboxRefusal> unique(
            Collection<MailboxWish> wishes,
            MailboxForest forest,
            Function<MailboxWish, Boolean> changes,
            Function<Mailbox, @Nullable K> key,
            Function<MailboxId, MailboxRefusal> refusal) {
        Map<MailboxId, MailboxWish> changing = new LinkedHashMap<>();
        wishes.stream().filter(changes::apply).forEach(wish -> changing.put(wish.id(), wish));
        Map<K, MailboxId> holders = new HashMap<>();
        for (Mailbox mailbox : forest.all()) {
            K value = key.apply(mailbox);
            if (value != null && !changing.containsKey(mailbox.id())) {
                holders.put(value, mailbox.id());
            }
        }
        BiFunction<MailboxWish, Mailbox, @Nullable MailboxId> taken =
                (wish, mailbox) -> {
                    K value = key.apply(mailbox);
                    return value == null ? null : holders.putIfAbsent(value, wish.id());
                };
        Map<MailboxWish, MailboxRefusal> blamed = new LinkedHashMap<>();
        changing.forEach((id, wish) -> {
            Mailbox mailbox = forest.find(id);
            MailboxId by = mailbox == null ? null : taken.apply(wish, mailbox);
            if (by != null) {
                blamed.put(wish, refusal.apply(by));
            }
        });
        return blamed;
    }

    private static Map<MailboxWish, MailboxRefusal> blame(
            Collection<MailboxWish> wishes, Function<MailboxWish, @Nullable MailboxRefusal> rule) {
        Map<MailboxWish, MailboxRefusal> blamed = new LinkedHashMap<>();
        for (MailboxWish wish : wishes) {
            MailboxRefusal refusal = rule.apply(wish);
            if (refusal != null) {
                blamed.put(wish, refusal);
            }
        }
        return blamed;
    }
}
