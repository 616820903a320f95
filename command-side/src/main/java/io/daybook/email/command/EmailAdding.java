package io.daybook.email.command;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.ChangeEmails.Created;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailRefusal.NoMailbox;
import io.daybook.email.EmailRefusal.NoSuchMailboxes;
import io.daybook.email.EmailRefusal.OverQuota;
import io.daybook.email.EmailRefusal.TooManyKeywords;
import io.daybook.email.EmailRefusal.TooManyMailboxes;
import io.daybook.email.EmailRules;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.thread.command.ThreadKeys;
import io.daybook.thread.command.ThreadPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The adding part of a call. Which messages are taken is decided first, then their threads all
 * together: threads that they join are merged before they come in.
 */
final class EmailAdding {
    private final EmailTable table;
    private final ThreadPlan threads;
    private final EmailDrafts drafts;
    private final long quotaOctets;
    private final Map<AddEmail, ThreadPlan.Place> accepted = new LinkedHashMap<>();
    private final Map<String, Created> created = new LinkedHashMap<>();
    private final Map<String, EmailRefusal> refused = new LinkedHashMap<>();
    private final List<MailEvent> events = new ArrayList<>();
    private long usedOctets;
    private int next;

    EmailAdding(EmailTable table, ThreadKeys keys, EmailDrafts drafts, long quotaOctets) {
        this.table = table;
        this.threads = new ThreadPlan(table.threads(), keys);
        this.drafts = drafts;
        this.quotaOctets = quotaOctets;
        this.usedOctets = table.usedOctets();
        this.next = table.next();
    }

    void add(List<AddEmail> emails) {
        for (AddEmail email : emails) {
            EmailRefusal refusal = refusal(email);
            if (refusal == null) {
                usedOctets += email.size();
                accepted.put(email, threads.add(email.messageIds(), email.baseSubject()));
            } else {
                refused.put(email.creationId(), refusal);
            }
        }
        threads.merges().forEach(this::merge);
        if (!accepted.isEmpty()) {
            List<AddedEmail> added = new ArrayList<>();
            accepted.forEach((email, place) -> added.add(added(email, place)));
            events.add(new EmailsAdded(added));
        }
    }

    List<MailEvent> events() {
        return events;
    }

    Map<String, Created> created() {
        return created;
    }

    Map<String, EmailRefusal> refused() {
        return refused;
    }

    private @Nullable EmailRefusal refusal(AddEmail email) {
        if (email.mailboxes().isEmpty()) {
            return new NoMailbox();
        }
        if (email.mailboxes().size() > EmailRules.MAX_MAILBOXES) {
            return new TooManyMailboxes(EmailRules.MAX_MAILBOXES);
        }
        List<MailboxId> unknown =
                email.mailboxes().stream()
                        .filter(mailbox -> !table.hasMailbox(mailbox.value()))
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            return new NoSuchMailboxes(unknown);
        }
        if (email.keywords().size() > EmailRules.MAX_KEYWORDS) {
            return new TooManyKeywords(EmailRules.MAX_KEYWORDS);
        }
        // A size that an int cannot hold is beyond every upload limit, and so beyond every quota.
        long max = Math.max(usedOctets, quotaOctets);
        return email.size() > max - usedOctets || email.size() > Integer.MAX_VALUE
                ? new OverQuota(usedOctets, quotaOctets)
                : null;
    }

    private void merge(ThreadPlan.Merge merge) {
        // RFC 8621 section 3: the threadId is immutable, so the emails that change thread are
        // deleted and reinserted with a new id.
        int[] moving =
                merge.merged().stream()
                        .flatMapToInt(thread -> table.emailsOf(thread.value()).stream())
                        .sorted()
                        .toArray();
        List<Recreated> recreated = new ArrayList<>(moving.length);
        for (int was : moving) {
            recreated.add(new Recreated(was, next));
            drafts.recreate(was, next);
            next = Math.addExact(next, 1);
        }
        events.add(new ThreadsMerged(merge.survivor(), merge.merged(), recreated));
    }

    private AddedEmail added(AddEmail email, ThreadPlan.Place place) {
        Ids mailboxes = Ids.ofMailboxes(email.mailboxes());
        var keywords = Keywords.of(email.keywords());
        List<Placement> placements = new ArrayList<>(mailboxes.size());
        mailboxes.forEach(mailbox ->
                placements.add(new Placement(new MailboxId(mailbox), drafts.takeUids(mailbox, 1))));
        var id = new EmailId(next);
        next = Math.addExact(next, 1);
        drafts.add(id.value(), new EmailDraft(mailboxes, keywords));
        created.put(email.creationId(), new Created(id, place.thread()));
        return new AddedEmail(
                id,
                place.thread(),
                email.blob(),
                email.size(),
                email.receivedAt(),
                placements,
                keywords.names(),
                place.newKeys());
    }
}
