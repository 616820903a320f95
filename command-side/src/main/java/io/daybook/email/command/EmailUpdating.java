package io.daybook.email.command;

import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailRefusal.NoMailbox;
import io.daybook.email.EmailRefusal.NoSuchEmail;
import io.daybook.email.EmailRefusal.NoSuchMailboxes;
import io.daybook.email.EmailRefusal.TooManyKeywords;
import io.daybook.email.EmailRefusal.TooManyMailboxes;
import io.daybook.email.EmailRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The updates of one call; equal changes of equal values are computed once. */
final class EmailUpdating {
    private final EmailTable table;
    private final Map<MailboxWish, Wanted<Ids>> mailboxes = new HashMap<>();
    private final Map<KeywordWish, Wanted<Keywords>> keywords = new HashMap<>();

    EmailUpdating(EmailTable table) {
        this.table = table;
    }

    private record MailboxWish(SetChange<MailboxId> change, Ids from) {}

    private record KeywordWish(SetChange<String> change, Keywords from) {}

    /** The value that a property would take, and why it may not. */
    private record Wanted<V>(V value, @Nullable EmailRefusal refusal) {}

    /** Changes the draft, or leaves it alone and says why. */
    @Nullable EmailRefusal apply(UpdateEmail update, @Nullable EmailDraft draft) {
        if (draft == null) {
            return new NoSuchEmail();
        }
        var toMailboxes =
                mailboxes.computeIfAbsent(
                        new MailboxWish(update.mailboxes(), draft.mailboxes), this::mailboxes);
        var toKeywords =
                keywords.computeIfAbsent(
                        new KeywordWish(update.keywords(), draft.keywords),
                        EmailUpdating::keywords);
        if (toMailboxes.refusal() != null) {
            return toMailboxes.refusal();
        }
        if (toKeywords.refusal() == null) {
            draft.mailboxes = toMailboxes.value();
            draft.keywords = toKeywords.value();
        }
        return toKeywords.refusal();
    }

    private Wanted<Ids> mailboxes(MailboxWish wish) {
        var wanted = new TreeSet<MailboxId>();
        wish.from().forEach(mailbox -> wanted.add(new MailboxId(mailbox)));
        change(wish.change(), wanted);
        Ids to = Ids.ofMailboxes(wanted);
        List<MailboxId> unknown =
                wanted.stream().filter(mailbox -> !table.hasMailbox(mailbox.value())).toList();
        if (!unknown.isEmpty()) {
            return new Wanted<>(to, new NoSuchMailboxes(unknown));
        }
        // RFC 8621 section 4.1.1: an Email belongs to at least one mailbox at all times.
        if (to.isEmpty()) {
            return new Wanted<>(to, new NoMailbox());
        }
        boolean tooMany = to.size() > EmailRules.MAX_MAILBOXES;
        return new Wanted<>(to, tooMany ? new TooManyMailboxes(EmailRules.MAX_MAILBOXES) : null);
    }

    private static Wanted<Keywords> keywords(KeywordWish wish) {
        var wanted = new TreeSet<>(wish.from().names());
        change(wish.change(), wanted);
        var to = Keywords.of(wanted);
        boolean tooMany = to.names().size() > EmailRules.MAX_KEYWORDS;
        return new Wanted<>(to, tooMany ? new TooManyKeywords(EmailRules.MAX_KEYWORDS) : null);
    }

    private static <T> void change(SetChange<T> change, Set<T> values) {
        if (change.replacement() != null) {
            values.clear();
            values.addAll(change.replacement());
        } else {
            values.removeAll(change.remove());
            values.addAll(change.add());
        }
    }
}
