package io.daybook.email.command;

import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The emails that a call touches, as it wants them, over a table that stays as it is. In the end
 * emails with the same difference share one event.
 */
final class EmailDrafts {
    private final EmailTable table;
    private final Map<Integer, EmailDraft> drafts = new HashMap<>();
    private final Map<Integer, Integer> recreated = new HashMap<>();
    private final Map<Integer, Integer> nextUids = new HashMap<>();

    EmailDrafts(EmailTable table) {
        this.table = table;
    }

    /** The email by its id or by the one that it had before this call; null when there is none. */
    @Nullable EmailDraft find(int email) {
        int is = recreated.getOrDefault(email, email);
        EmailDraft draft = drafts.get(is);
        if (draft == null && table.has(is)) {
            draft = new EmailDraft(table.mailboxes(is), table.keywords(is));
            drafts.put(is, draft);
        }
        return draft == null || draft.destroyed ? null : draft;
    }

    void add(int email, EmailDraft draft) {
        drafts.put(email, draft);
    }

    void recreate(int was, int is) {
        recreated.put(was, is);
        drafts.put(is, new EmailDraft(table.mailboxes(was), table.keywords(was)));
    }

    /** The mailbox, which the table does not have, will be there when the events come. */
    void reopen(int mailbox, int nextUid) {
        nextUids.put(mailbox, nextUid);
    }

    /** The first of {@code count} UIDs that are taken in the mailbox. */
    int takeUids(int mailbox, int count) {
        int first = nextUids.computeIfAbsent(mailbox, table::nextUid);
        nextUids.put(mailbox, Math.addExact(first, count));
        return first;
    }

    /** How many more emails the mailbox will have; fewer when negative. */
    int entered(int mailbox) {
        int entered = 0;
        for (EmailDraft draft : drafts.values()) {
            entered += !draft.destroyed && draft.mailboxes.contains(mailbox) ? 1 : 0;
            entered -= draft.mailboxesBefore.contains(mailbox) ? 1 : 0;
        }
        return entered;
    }

    /** The events between the drafts' beginnings and what they are now. */
    List<MailEvent> events() {
        Map<KeywordChange, IntList> keywords = new LinkedHashMap<>();
        Map<MailboxChange, IntList> mailboxes = new LinkedHashMap<>();
        var keywordChanges = new Memo<Keywords, KeywordChange>(KeywordChange::between);
        var mailboxChanges = new Memo<Ids, MailboxChange>(MailboxChange::between);
        var destroyed = new IntList();
        int[] ascending = drafts.keySet().stream().mapToInt(email -> email).sorted().toArray();
        for (int email : ascending) {
            EmailDraft draft = Objects.requireNonNull(drafts.get(email));
            if (draft.destroyed) {
                destroyed.add(email);
                continue;
            }
            if (!draft.keywords.equals(draft.keywordsBefore)) {
                var change = keywordChanges.get(draft.keywordsBefore, draft.keywords);
                keywords.computeIfAbsent(change, any -> new IntList()).add(email);
            }
            if (!draft.mailboxes.equals(draft.mailboxesBefore)) {
                var change = mailboxChanges.get(draft.mailboxesBefore, draft.mailboxes);
                mailboxes.computeIfAbsent(change, any -> new IntList()).add(email);
            }
        }
        List<MailEvent> events = new ArrayList<>();
        keywords.forEach((change, emails) ->
                events.add(new KeywordsChanged(emails.ids(), change.added(), change.removed())));
        mailboxes.forEach((change, emails) -> events.add(moved(change, emails.ids())));
        if (destroyed.size() > 0) {
            events.add(new EmailsDestroyed(destroyed.ids()));
        }
        return events;
    }

    private EmailsMoved moved(MailboxChange change, Ids emails) {
        List<Entry> entered =
                change.entered().stream()
                        .mapToObj(mailbox ->
                                new Entry(new MailboxId(mailbox), takeUids(mailbox, emails.size())))
                        .toList();
        return new EmailsMoved(emails, entered, change.left());
    }

    private record KeywordChange(List<String> added, List<String> removed) {
        static KeywordChange between(Keywords before, Keywords after) {
            return new KeywordChange(after.without(before), before.without(after));
        }
    }

    private record MailboxChange(Ids entered, Ids left) {
        static MailboxChange between(Ids before, Ids after) {
            return new MailboxChange(
                    MailboxSets.without(after, before), MailboxSets.without(before, after));
        }
    }

    /** A function of (before, after), computed once for each pair. */
    private static final class Memo<V, D> {
        private final BiFunction<V, V, D> function;
        private final Map<V, Map<V, D>> known = new HashMap<>();

        Memo(BiFunction<V, V, D> function) {
            this.function = function;
        }

        D get(V before, V after) {
            return known.computeIfAbsent(before, any -> new HashMap<>())
                    .computeIfAbsent(after, any -> function.apply(before, any));
        }
    }
}
