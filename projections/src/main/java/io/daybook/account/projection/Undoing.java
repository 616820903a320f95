package io.daybook.account.projection;

import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What takes an event of the past back: events that undo it, then emails that are there again. Good
 * for an index and for mailboxes; of UIDs it knows nothing.
 */
record Undoing(long seq, List<MailEvent> events, List<Kept> emails) {
    /** An email as it was before the event. */
    record Kept(int email, int thread, Ids placed, List<String> words) {}

    /** How the event is taken back from what it is about to change. */
    static Undoing of(
            long seq, MailEvent event, AccountIndex index, Map<Integer, MailboxRow> mailboxes) {
        return switch (event) {
            case EmailEvent email -> of(seq, email, index);
            case ThreadsMerged(_, _, var recreated) ->
                    new Undoing(
                            seq,
                            List.of(
                                    new EmailsDestroyed(
                                            Ids.of(
                                                    recreated.stream()
                                                            .mapToInt(Recreated::is)
                                                            .toArray()))),
                            kept(
                                    Ids.of(recreated.stream().mapToInt(Recreated::was).toArray()),
                                    index));
            case MailboxEvent mailbox -> new Undoing(seq, of(mailbox, mailboxes), List.of());
            // Nothing else changes what is told of the past.
            default -> new Undoing(seq, List.of(), List.of());
        };
    }

    private static Undoing of(long seq, EmailEvent event, AccountIndex index) {
        return switch (event) {
            case EmailsAdded(var added) -> arrived(seq, added);
            case EmailsRestored(var restored, _) -> arrived(seq, restored);
            case KeywordsChanged(var emails, var added, var removed) ->
                    new Undoing(
                            seq, List.of(new KeywordsChanged(emails, removed, added)), List.of());
            case EmailsMoved(var emails, var entered, var left) ->
                    new Undoing(
                            seq,
                            List.of(
                                    new EmailsMoved(
                                            emails,
                                            left.stream()
                                                    .mapToObj(id -> new Entry(new MailboxId(id), 1))
                                                    .toList(),
                                            Ids.ofMailboxes(
                                                    entered.stream()
                                                            .map(Entry::mailbox)
                                                            .toList()))),
                            List.of());
            case EmailsDestroyed(var emails) -> new Undoing(seq, List.of(), kept(emails, index));
            // What messages look like is told as it is known now.
            case EmailsRedigested _ -> new Undoing(seq, List.of(), List.of());
        };
    }

    private static Undoing arrived(long seq, List<AddedEmail> emails) {
        var ids = Ids.ofEmails(emails.stream().map(AddedEmail::email).toList());
        return new Undoing(seq, List.of(new EmailsDestroyed(ids)), List.of());
    }

    private static List<Kept> kept(Ids emails, AccountIndex index) {
        return emails.stream()
                .filter(index::has)
                .mapToObj(
                        id -> new Kept(id, index.thread(id), index.placed(id), index.keywords(id)))
                .toList();
    }

    private static List<MailEvent> of(MailboxEvent event, Map<Integer, MailboxRow> mailboxes) {
        var id = event.mailbox();
        if (event instanceof MailboxCreated created) {
            return List.of(new MailboxDestroyed(created.mailbox()));
        }
        if (event instanceof MailboxRestored restored) {
            return List.of(new MailboxDestroyed(restored.mailbox()));
        }
        var was = Objects.requireNonNull(mailboxes.get(id.value()));
        return switch (event) {
            case MailboxCreated _, MailboxRestored _ -> List.of();
            case MailboxRenamed _ -> List.of(new MailboxRenamed(id, was.name()));
            case MailboxMoved _ -> List.of(new MailboxMoved(id, was.parent()));
            case MailboxRoleChanged _ -> List.of(new MailboxRoleChanged(id, was.role()));
            case MailboxSorted _ -> List.of(new MailboxSorted(id, was.sortOrder()));
            case MailboxSubscriptionChanged _ ->
                    List.of(new MailboxSubscriptionChanged(id, was.isSubscribed()));
            case MailboxDestroyed _ ->
                    List.of(
                            new MailboxCreated(
                                    id,
                                    was.name(),
                                    was.parent(),
                                    was.role(),
                                    was.sortOrder(),
                                    was.isSubscribed(),
                                    was.uidValidity()));
        };
    }

    /** Roughly how many octets of memory it takes. */
    long weight() {
        long weight = 200;
        for (var event : events) {
            weight += 100 + 4L * Slices.count(event);
        }
        return weight + 80L * emails.size();
    }
}
