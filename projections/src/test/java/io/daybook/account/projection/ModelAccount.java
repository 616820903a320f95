package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxView;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An account folded in the plainest way: every answer is computed from scratch. */
final class ModelAccount {
    record Mail(
            int thread,
            long receivedAt,
            long size,
            Map<Integer, Integer> uids,
            Set<String> keywords) {
        Mail {
            uids = new TreeMap<>(uids);
            keywords = new TreeSet<>(keywords);
        }

        Mail copy() {
            return new Mail(thread, receivedAt, size, uids, keywords);
        }

        Mail unflagged() {
            return new Mail(thread, receivedAt, size, uids, Set.of());
        }

        boolean isUnread() {
            return !keywords.contains("$seen") && !keywords.contains("$draft");
        }
    }

    final TreeMap<Integer, Mail> mails = new TreeMap<>();
    final TreeMap<Integer, MailboxView> boxes = new TreeMap<>();
    long quota;

    void apply(MailEvent event) {
        switch (event) {
            case EmailsAdded(var added) -> added.forEach(this::put);
            case EmailsRestored(var restored, _) -> restored.forEach(this::put);
            case KeywordsChanged(var emails, var added, var removed) ->
                    emails.forEach(id -> {
                        mails.get(id).keywords.addAll(added);
                        mails.get(id).keywords.removeAll(removed);
                    });
            case EmailsMoved(var emails, var entered, var left) -> {
                int rank = 0;
                for (int id : emails.toArray()) {
                    left.forEach(mails.get(id).uids::remove);
                    for (var entry : entered) {
                        mails.get(id).uids.put(entry.mailbox().value(), entry.firstUid() + rank);
                    }
                    rank++;
                }
            }
            case EmailsDestroyed(var emails) -> emails.forEach(mails::remove);
            case EmailsRedigested _ -> {
                // The facts are those of the messages, which are no part of the model.
            }
            case ThreadsMerged merged ->
                    merged.recreated()
                            .forEach(pair -> {
                                var old = mails.remove(pair.was());
                                mails.put(
                                        pair.is(),
                                        new Mail(
                                                merged.survivor().value(),
                                                old.receivedAt,
                                                old.size,
                                                old.uids,
                                                old.keywords));
                            });
            case MailboxEvent mailbox -> apply(mailbox);
            case AccountOpened opened -> quota = opened.quotaOctets();
            case QuotaChanged(var octets) -> quota = octets;
            default -> throw new IllegalStateException("no such event: " + event);
        }
    }

    private void put(AddedEmail mail) {
        mails.put(
                mail.email().value(),
                new Mail(
                        mail.thread().value(),
                        mail.receivedAt().toEpochMilli(),
                        mail.size(),
                        mail.placements().stream()
                                .collect(Collectors.toMap(p -> p.mailbox().value(), p -> p.uid())),
                        Set.copyOf(mail.keywords())));
    }

    private void apply(MailboxEvent event) {
        int id = event.mailbox().value();
        var old = boxes.get(id);
        switch (event) {
            case MailboxEvent.MailboxCreated c ->
                    boxes.put(
                            id,
                            box(
                                    c.mailbox(),
                                    c.name(),
                                    c.parent(),
                                    c.role(),
                                    c.sortOrder(),
                                    c.isSubscribed()));
            case MailboxEvent.MailboxRenamed(_, var name) ->
                    boxes.put(
                            id,
                            box(
                                    old.id(),
                                    name,
                                    old.parent(),
                                    old.role(),
                                    old.sortOrder(),
                                    old.isSubscribed()));
            case MailboxEvent.MailboxMoved(_, var parent) ->
                    boxes.put(
                            id,
                            box(
                                    old.id(),
                                    old.name(),
                                    parent,
                                    old.role(),
                                    old.sortOrder(),
                                    old.isSubscribed()));
            case MailboxEvent.MailboxRoleChanged(_, var role) ->
                    boxes.put(
                            id,
                            box(
                                    old.id(),
                                    old.name(),
                                    old.parent(),
                                    role,
                                    old.sortOrder(),
                                    old.isSubscribed()));
            case MailboxEvent.MailboxSorted(_, var order) ->
                    boxes.put(
                            id,
                            box(
                                    old.id(),
                                    old.name(),
                                    old.parent(),
                                    old.role(),
                                    order,
                                    old.isSubscribed()));
            case MailboxEvent.MailboxSubscriptionChanged(_, var is) ->
                    boxes.put(
                            id,
                            box(
                                    old.id(),
                                    old.name(),
                                    old.parent(),
                                    old.role(),
                                    old.sortOrder(),
                                    is));
            case MailboxEvent.MailboxDestroyed _ -> boxes.remove(id);
            case MailboxEvent.MailboxRestored r ->
                    boxes.put(
                            id,
                            box(
                                    r.mailbox(),
                                    r.name(),
                                    r.parent(),
                                    r.role(),
                                    r.sortOrder(),
                                    r.isSubscribed()));
        }
    }

    private static MailboxView box(
            MailboxId id,
            String name,
            MailboxId parent,
            String role,
            int order,
            boolean subscribed) {
        return new MailboxView(id, name, parent, role, order, subscribed, 0, 0, 0, 0);
    }

    /** The mailboxes with counters by the words of RFC 8621 section 2. */
    Map<Integer, MailboxView> mailboxes() {
        int trash =
                boxes.values().stream()
                        .filter(b -> "trash".equals(b.role()))
                        .mapToInt(b -> b.id().value())
                        .findFirst()
                        .orElse(0);
        var counted = new TreeMap<Integer, MailboxView>();
        boxes.forEach((id, box) -> {
            var here = mails.values().stream().filter(m -> m.uids.containsKey(id)).toList();
            var threadsHere = here.stream().map(Mail::thread).collect(Collectors.toSet());
            Predicate<Mail> considered =
                    id == trash
                            ? m -> m.uids.containsKey(trash)
                            : m -> !m.uids.keySet().equals(Set.of(trash));
            var unreadThreads =
                    mails.values().stream()
                            .filter(considered)
                            .filter(Mail::isUnread)
                            .map(Mail::thread)
                            .filter(threadsHere::contains)
                            .collect(Collectors.toSet());
            counted.put(
                    id,
                    new MailboxView(
                            box.id(),
                            box.name(),
                            box.parent(),
                            box.role(),
                            box.sortOrder(),
                            box.isSubscribed(),
                            here.size(),
                            (int) here.stream().filter(Mail::isUnread).count(),
                            threadsHere.size(),
                            unreadThreads.size()));
        });
        return counted;
    }

    List<Integer> ordered(Predicate<Mail> which) {
        return mails.entrySet().stream()
                .filter(e -> which.test(e.getValue()))
                .sorted(
                        Comparator.<Map.Entry<Integer, Mail>>comparingLong(
                                        e -> e.getValue().receivedAt)
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    Map<Integer, List<Integer>> threads() {
        return mails.values().stream()
                .map(Mail::thread)
                .distinct()
                .collect(
                        Collectors.toMap(
                                t -> t,
                                t -> ordered(m -> m.thread == t),
                                (a, _) -> a,
                                TreeMap::new));
    }

    /** What emails show, as a value that does not change any more. */
    Map<Integer, Mail> emails() {
        return mails.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                e -> e.getValue().copy(),
                                (a, _) -> a,
                                TreeMap::new));
    }

    long octets() {
        return mails.values().stream().mapToLong(Mail::size).sum();
    }

    /** The difference of two maps as the ids created, updated and destroyed. */
    static <V> ChangeRow difference(Map<Integer, V> before, Map<Integer, V> after) {
        return new ChangeRow(
                ids(after, id -> !before.containsKey(id)),
                ids(after, id -> before.containsKey(id) && !before.get(id).equals(after.get(id))),
                Ids.NONE,
                ids(before, id -> !after.containsKey(id)));
    }

    private static <V> Ids ids(Map<Integer, V> map, Predicate<Integer> which) {
        return Ids.of(map.keySet().stream().filter(which).mapToInt(Integer::intValue).toArray());
    }
}
