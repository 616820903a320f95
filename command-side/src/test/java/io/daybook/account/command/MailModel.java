package io.daybook.account.command;

import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an account should hold, in maps and lists and without any cleverness. Emails are known by
 * the order in which they came, threads are sets of them.
 */
final class MailModel {
    final Map<Integer, Email> emails = new TreeMap<>();
    final Set<MailboxId> mailboxes = new TreeSet<>();
    final Map<MailboxId, Integer> nextUids = new HashMap<>();
    private int created;
    private int threads;

    static final class Email {
        Set<MailboxId> mailboxes;
        Set<String> keywords;
        long size;
        int thread;
    }

    /** Which thread a key leads to; threads that were merged are renamed here at once. */
    private final Map<String, Integer> threadByKey = new HashMap<>();

    private long sizeOf(int thread) {
        return emails.values().stream().filter(e -> e.thread == thread).count();
    }

    /** One message at a time; returns its number. */
    int add(AddEmail command) {
        Set<String> keys = new LinkedHashSet<>();
        command.messageIds().forEach(id -> keys.add(id + "\n" + command.baseSubject()));
        Set<Integer> found = new TreeSet<>();
        for (String key : keys) {
            Integer thread = threadByKey.get(key);
            if (thread != null && sizeOf(thread) > 0) {
                found.add(thread);
            }
        }
        int thread;
        if (found.isEmpty()) {
            thread = ++threads;
        } else {
            List<Integer> largestFirst = new ArrayList<>(found);
            largestFirst.sort(Comparator.comparingLong(t -> -sizeOf(t)));
            thread = largestFirst.getFirst();
            largestFirst.stream()
                    .skip(1)
                    .forEach(merged -> rename(merged, largestFirst.getFirst()));
        }
        for (String key : keys) {
            Integer known = threadByKey.get(key);
            if (known == null || sizeOf(known) == 0) {
                threadByKey.put(key, thread);
            }
        }
        var email = new Email();
        email.mailboxes = new TreeSet<>(command.mailboxes());
        email.keywords = new TreeSet<>(command.keywords());
        email.size = command.size();
        email.thread = thread;
        emails.put(++created, email);
        email.mailboxes.forEach(mailbox -> nextUids.merge(mailbox, 2, (was, two) -> was + 1));
        return created;
    }

    private void rename(int merged, int survivor) {
        emails.values().stream()
                .filter(email -> email.thread == merged)
                .forEach(email -> email.thread = survivor);
        threadByKey.replaceAll((key, thread) -> thread == merged ? survivor : thread);
    }

    /** Whether the update is to be accepted; then it is made. */
    boolean update(int number, UpdateEmail command) {
        Email email = emails.get(number);
        if (email == null) {
            return false;
        }
        var to = changed(email.mailboxes, command.mailboxes());
        if (to.isEmpty() || !mailboxes.containsAll(to)) {
            return false;
        }
        var entered = new HashSet<>(to);
        entered.removeAll(email.mailboxes);
        entered.forEach(mailbox -> nextUids.merge(mailbox, 2, (was, two) -> was + 1));
        email.mailboxes = to;
        email.keywords = changed(email.keywords, command.keywords());
        return true;
    }

    private static <T extends Comparable<T>> Set<T> changed(Set<T> from, SetChange<T> change) {
        Set<T> to = new TreeSet<>(change.replacement() == null ? from : change.replacement());
        if (change.replacement() == null) {
            to.removeAll(change.remove());
            to.addAll(change.add());
        }
        return to;
    }

    void destroyMailbox(MailboxId mailbox) {
        mailboxes.remove(mailbox);
        nextUids.remove(mailbox);
        emails.values().forEach(email -> email.mailboxes.remove(mailbox));
        emails.values().removeIf(email -> email.mailboxes.isEmpty());
    }

    long usedOctets() {
        return emails.values().stream().mapToLong(email -> email.size).sum();
    }

    /** For each number, its id in the account; recreated ones get a new id. */
    static final class Names {
        private final Map<Integer, Integer> ids = new HashMap<>();

        void put(int number, EmailId id) {
            ids.put(number, id.value());
        }

        int id(int number) {
            return ids.get(number);
        }

        void recreated(int was, int is) {
            ids.replaceAll((number, id) -> id == was ? is : id);
        }
    }
}
