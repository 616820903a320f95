package io.daybook.email.command;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailRefusal.NoMailbox;
import io.daybook.email.EmailRefusal.NoSuchMailboxes;
import io.daybook.email.EmailRefusal.OverQuota;
import io.daybook.email.EmailRefusal.TooManyKeywords;
import io.daybook.email.EmailRefusal.TooManyMailboxes;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.BringBack;
import io.daybook.email.EmailRevert.ChangeBack;
import io.daybook.email.EmailRevert.Changed;
import io.daybook.email.EmailRevert.Content;
import io.daybook.email.EmailRevert.Forbidden;
import io.daybook.email.EmailRevert.Gone;
import io.daybook.email.EmailRevert.Refusal;
import io.daybook.email.EmailRevert.TakeAway;
import io.daybook.email.EmailRules;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.command.ThreadKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides which emails come back to what they were: those that go first, then those that change,
 * then those that come back. Pure.
 */
public final class EmailReverting {
    private final EmailTable table;
    private final ThreadKeys keys;
    private final Mailboxes mailboxes;
    private final long quotaOctets;
    private final EmailDrafts drafts;
    private final List<EmailId> reverted = new ArrayList<>();
    private final List<EmailId> unchanged = new ArrayList<>();
    private final Map<EmailId, Refusal> refused = new LinkedHashMap<>();
    private final Map<EmailId, EmailId> recreated = new LinkedHashMap<>();
    private final List<BringBack> back = new ArrayList<>();
    private final Set<Long> boundKeys = new HashSet<>();
    private long usedOctets;
    private int next;

    /** The mailboxes as they will be when the events of the emails come. */
    public interface Mailboxes {
        boolean has(int mailbox);

        /** The next UID by mailbox, of those that come back. */
        Map<Integer, Integer> reopened();
    }

    private EmailReverting(
            EmailTable table, ThreadKeys keys, Mailboxes mailboxes, long quotaOctets) {
        this.table = table;
        this.keys = keys;
        this.mailboxes = mailboxes;
        this.quotaOctets = quotaOctets;
        this.drafts = new EmailDrafts(table);
        this.usedOctets = table.usedOctets();
        this.next = table.next();
        mailboxes.reopened().forEach(drafts::reopen);
    }

    /**
     * What became of each email.
     *
     * @param events to be appended after those of the mailboxes that come back
     * @param recreated see {@link EmailsRestored}
     * @param emailsIn how many emails a mailbox has then
     */
    public record Outcome(
            List<MailEvent> events,
            List<EmailId> reverted,
            List<EmailId> unchanged,
            Map<EmailId, Refusal> refused,
            Map<EmailId, EmailId> recreated,
            IntUnaryOperator emailsIn) {}

    public static Outcome decide(
            List<EmailRevert> reverts,
            EmailTable table,
            ThreadKeys keys,
            Mailboxes mailboxes,
            long quotaOctets) {
        return new EmailReverting(table, keys, mailboxes, quotaOctets).decide(reverts);
    }

    private Outcome decide(List<EmailRevert> reverts) {
        for (EmailRevert revert : reverts) {
            if (revert instanceof TakeAway takeAway) {
                take(takeAway);
            }
        }
        for (EmailRevert revert : reverts) {
            switch (revert) {
                case TakeAway _ -> {}
                case ChangeBack changeBack -> change(changeBack);
                case BringBack bringBack -> bring(bringBack);
            }
        }
        List<MailEvent> events = new ArrayList<>(drafts.events());
        if (!back.isEmpty()) {
            events.add(restored());
        }
        return new Outcome(events, reverted, unchanged, refused, recreated, this::emailsIn);
    }

    private void take(TakeAway revert) {
        EmailDraft draft = drafts.find(revert.email().value());
        if (draft == null) {
            unchanged.add(revert.email());
        } else if (content(draft).equals(revert.left())) {
            draft.destroyed = true;
            usedOctets -= table.octetsOf(revert.email().value());
            reverted.add(revert.email());
        } else {
            refused.put(revert.email(), new Changed(revert.left(), content(draft)));
        }
    }

    private void change(ChangeBack revert) {
        EmailDraft draft = drafts.find(revert.email().value());
        if (draft == null) {
            refused.put(revert.email(), new Gone());
            return;
        }
        var words = draft.keywords.with(revert.add(), revert.remove());
        Ids places = MailboxSets.changed(draft.mailboxes, revert.enter(), revert.leave());
        if (words.equals(draft.keywords) && places.equals(draft.mailboxes)) {
            unchanged.add(revert.email());
            return;
        }
        Refusal refusal = refusal(revert, draft, new Content(places, words.names()));
        if (refusal == null) {
            draft.keywords = words;
            draft.mailboxes = places;
            reverted.add(revert.email());
        } else {
            refused.put(revert.email(), refusal);
        }
    }

    private @Nullable Refusal refusal(ChangeBack revert, EmailDraft draft, Content wanted) {
        Ids now = draft.mailboxes;
        if (!wanted.mailboxes().equals(now)) {
            boolean asLeft =
                    revert.leave().stream().allMatch(now::contains)
                            && revert.enter().stream().noneMatch(now::contains);
            if (!asLeft) {
                Ids left = MailboxSets.changed(now, revert.leave(), revert.enter());
                return new Changed(new Content(left, draft.keywords.names()), content(draft));
            }
        }
        EmailRefusal rule = rule(wanted);
        return rule == null ? null : new Forbidden(rule);
    }

    private void bring(BringBack revert) {
        EmailDraft draft = drafts.find(revert.email().value());
        if (draft != null) {
            if (content(draft).equals(revert.content())) {
                unchanged.add(revert.email());
            } else {
                refused.put(revert.email(), new Changed(null, content(draft)));
            }
            return;
        }
        EmailRefusal rule = rule(revert.content());
        if (rule == null && revert.size() > Math.max(0, quotaOctets - usedOctets)) {
            rule = new OverQuota(usedOctets, quotaOctets);
        }
        if (rule == null) {
            usedOctets += revert.size();
            back.add(revert);
            reverted.add(revert.email());
        } else {
            refused.put(revert.email(), new Forbidden(rule));
        }
    }

    private @Nullable EmailRefusal rule(Content wanted) {
        List<MailboxId> unknown =
                wanted.mailboxes().stream()
                        .filter(mailbox -> !mailboxes.has(mailbox))
                        .mapToObj(MailboxId::new)
                        .toList();
        if (!unknown.isEmpty()) {
            return new NoSuchMailboxes(unknown);
        }
        if (wanted.mailboxes().isEmpty()) {
            return new NoMailbox();
        }
        if (wanted.mailboxes().size() > EmailRules.MAX_MAILBOXES) {
            return new TooManyMailboxes(EmailRules.MAX_MAILBOXES);
        }
        return wanted.keywords().size() > EmailRules.MAX_KEYWORDS
                ? new TooManyKeywords(EmailRules.MAX_KEYWORDS)
                : null;
    }

    /** An email that comes back, under the id and in the thread that it has from now on. */
    private record Return(EmailId id, ThreadId thread, BringBack revert) {}

    private EmailsRestored restored() {
        back.sort(Comparator.comparing(BringBack::email));
        List<Return> returns = new ArrayList<>();
        for (BringBack each : back) {
            int thread = table.threads().current(each.thread().value());
            EmailId id = each.email();
            if (thread != each.thread().value()) {
                // RFC 8621 section 3: the threadId of an email is immutable.
                id = new EmailId(next);
                next = Math.addExact(next, 1);
                recreated.put(each.email(), id);
            }
            returns.add(new Return(id, new ThreadId(thread), each));
        }
        returns.sort(Comparator.comparing(Return::id));
        List<Recreated> pairs = new ArrayList<>();
        recreated.forEach((was, is) -> pairs.add(new Recreated(was.value(), is.value())));
        return new EmailsRestored(returns.stream().map(this::added).toList(), pairs);
    }

    private AddedEmail added(Return each) {
        BringBack revert = each.revert();
        List<Placement> placements = new ArrayList<>();
        revert.content()
                .mailboxes()
                .forEach(mailbox ->
                        placements.add(
                                new Placement(
                                        new MailboxId(mailbox), drafts.takeUids(mailbox, 1))));
        return new AddedEmail(
                each.id(),
                each.thread(),
                revert.blob(),
                revert.size(),
                revert.receivedAt(),
                placements,
                revert.content().keywords(),
                keysOf(revert));
    }

    /** The keys that lead to no live thread: by them later mail finds this one. */
    private List<Long> keysOf(BringBack revert) {
        Set<Long> free = new TreeSet<>();
        for (String id : revert.messageIds()) {
            long key = keys.key(id, revert.baseSubject());
            if (table.threads().find(key) == 0 && boundKeys.add(key)) {
                free.add(key);
            }
        }
        return List.copyOf(free);
    }

    private int emailsIn(int mailbox) {
        long returned =
                back.stream().filter(it -> it.content().mailboxes().contains(mailbox)).count();
        return table.emailsIn(mailbox) + drafts.entered(mailbox) + (int) returned;
    }

    private static Content content(EmailDraft draft) {
        return new Content(draft.mailboxes, draft.keywords.names());
    }
}
