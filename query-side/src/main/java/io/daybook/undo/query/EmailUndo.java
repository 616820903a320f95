package io.daybook.undo.query;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.ChangeBack;
import io.daybook.email.EmailRevert.Content;
import io.daybook.email.EmailRevert.TakeAway;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One email through the undone changes. */
final class EmailUndo {
    private static final Content NOTHING = new Content(Ids.NONE, List.of());

    private final Flips<String> keywords = new Flips<>();
    private final Flips<Integer> mailboxes = new Flips<>();
    private @Nullable Content destroyed;
    private boolean existenceTouched;
    private boolean existed = true;
    private boolean exists = true;

    /** Members of a set: whether each was there before, and whether it was left there. */
    private static final class Flips<T extends Comparable<T>> {
        private final Map<T, Boolean> before = new HashMap<>();
        private final Map<T, Boolean> left = new HashMap<>();

        void flip(T member, boolean is) {
            before.putIfAbsent(member, !is);
            left.put(member, is);
        }

        void leaveNone() {
            left.replaceAll((_, _) -> false);
        }

        /** What is to be put in again when {@code is}, else what is to be taken out. */
        List<T> back(boolean is) {
            return before.entrySet().stream()
                    .filter(entry -> entry.getValue() == is)
                    .map(Map.Entry::getKey)
                    .filter(member -> !Objects.equals(left.get(member), is))
                    .sorted()
                    .toList();
        }

        /** The set as it was left, of a record that was not there before. */
        List<T> left() {
            return left.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        Set<T> before(Collection<T> now) {
            Set<T> then = new TreeSet<>(now);
            before.forEach((member, was) -> {
                if (was) {
                    then.add(member);
                } else {
                    then.remove(member);
                }
            });
            return then;
        }
    }

    void keywords(List<String> added, List<String> removed) {
        added.forEach(word -> keywords.flip(word, true));
        removed.forEach(word -> keywords.flip(word, false));
    }

    void moved(Ids entered, Ids left) {
        entered.forEach(mailbox -> mailboxes.flip(mailbox, true));
        left.forEach(mailbox -> mailboxes.flip(mailbox, false));
    }

    /** It came into the account, for the first time or again. */
    void arrived(AddedEmail added) {
        var places = added.placements().stream().map(Placement::mailbox).toList();
        var content = new Content(Ids.ofMailboxes(places), added.keywords());
        touch(false);
        exists = true;
        if (!existed) {
            keywords.leaveNone();
            mailboxes.leaveNone();
            changed(NOTHING, content);
        } else if (destroyed != null) {
            changed(destroyed, content);
        }
    }

    private void changed(Content from, Content to) {
        keywords(without(to.keywords(), from.keywords()), without(from.keywords(), to.keywords()));
        moved(without(to.mailboxes(), from.mailboxes()), without(from.mailboxes(), to.mailboxes()));
    }

    /**
     * @param content as it was then; null unless one of the undone changes brought it back
     */
    void destroyed(@Nullable Content content) {
        touch(true);
        exists = false;
        destroyed = content;
    }

    static List<String> without(List<String> words, List<String> others) {
        return words.stream().filter(word -> !others.contains(word)).toList();
    }

    static Ids without(Ids ids, Ids others) {
        return Ids.of(ids.stream().filter(id -> !others.contains(id)).toArray());
    }

    private void touch(boolean was) {
        if (!existenceTouched) {
            existed = was;
            existenceTouched = true;
        }
    }

    /** Whether it is to come back, if it is not there. */
    boolean comesBack() {
        return existed && !exists;
    }

    /** What to do about an email that is not to be brought back; empty when it came and went. */
    Optional<EmailRevert> revert(EmailId email) {
        if (!existed) {
            var left = new Content(ids(mailboxes.left()), keywords.left());
            return exists ? Optional.of(new TakeAway(email, left)) : Optional.empty();
        }
        return Optional.of(
                new ChangeBack(
                        email,
                        keywords.back(true),
                        keywords.back(false),
                        ids(mailboxes.back(true)),
                        ids(mailboxes.back(false))));
    }

    /** As it was before all of the changes, by what it was when it was destroyed. */
    Content before(Content destroyed) {
        var places = destroyed.mailboxes().stream().boxed().toList();
        return new Content(
                ids(mailboxes.before(places)), List.copyOf(keywords.before(destroyed.keywords())));
    }

    private static Ids ids(Collection<Integer> mailboxes) {
        return Ids.of(mailboxes.stream().mapToInt(Integer::intValue).toArray());
    }
}
