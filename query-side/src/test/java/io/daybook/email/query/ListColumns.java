package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Columns over a list, the plain way. */
final class ListColumns implements EmailColumns {
    private final Map<Integer, Mail> mails = new HashMap<>();
    private final Map<Object, RoaringBitmap> sets = new HashMap<>();
    private final Map<Integer, int[]> threads = new HashMap<>();
    private final Map<Object, Order> orders = new HashMap<>();
    private final List<Mail> byReceivedAt;

    ListColumns(List<Mail> list) {
        list.forEach(mail -> mails.put(mail.id(), mail));
        byReceivedAt =
                list.stream()
                        .sorted(Comparator.comparingLong(Mail::receivedAt).thenComparing(Mail::id))
                        .toList();
        for (var mail : byReceivedAt) {
            threads.merge(
                    mail.thread(),
                    new int[] {mail.id()},
                    (a, b) -> {
                        int[] both = Arrays.copyOf(a, a.length + 1);
                        both[a.length] = b[0];
                        return both;
                    });
        }
    }

    private RoaringBitmap set(Object name, Predicate<Mail> test) {
        return sets.computeIfAbsent(
                name,
                _ ->
                        RoaringBitmap.bitmapOf(
                                mails.values().stream().filter(test).mapToInt(Mail::id).toArray()));
    }

    /** Copies of all sets handed out so far, to see whether anybody changed one. */
    Map<Object, RoaringBitmap> copyOfSets() {
        var copy = new HashMap<Object, RoaringBitmap>();
        sets.forEach((name, set) -> copy.put(name, set.clone()));
        return copy;
    }

    Map<Object, RoaringBitmap> sets() {
        return sets;
    }

    @Override
    public RoaringBitmap all() {
        return set("all", _ -> true);
    }

    @Override
    public int[] mailboxes() {
        return mails.values().stream()
                .flatMap(mail -> mail.mailboxes().stream())
                .mapToInt(Integer::intValue)
                .distinct()
                .toArray();
    }

    @Override
    public RoaringBitmap inMailbox(int mailbox) {
        return set(mailbox, mail -> mail.mailboxes().contains(mailbox));
    }

    @Override
    public int threadsIn(int mailbox) {
        return (int)
                mails.values().stream()
                        .filter(mail -> mail.mailboxes().contains(mailbox))
                        .map(Mail::thread)
                        .distinct()
                        .count();
    }

    @Override
    public RoaringBitmap withKeyword(String keyword) {
        return set(keyword, mail -> mail.keywords().contains(keyword));
    }

    @Override
    public RoaringBitmap withAttachment() {
        return set("attachment", Mail::hasAttachment);
    }

    @Override
    public long receivedAt(int email) {
        return mails.get(email).receivedAt();
    }

    @Override
    public long sentAt(int email) {
        return mails.get(email).sentAt();
    }

    @Override
    public long size(int email) {
        return mails.get(email).size();
    }

    @Override
    public int thread(int email) {
        var mail = mails.get(email);
        return mail == null ? 0 : mail.thread();
    }

    @Override
    public int[] threadEmails(int thread) {
        return threads.get(thread);
    }

    @Override
    public Order byReceivedAt(@Nullable Integer mailbox) {
        return orders.computeIfAbsent(
                mailbox == null ? "all" : mailbox,
                _ ->
                        new ListOrder(
                                byReceivedAt.stream()
                                        .filter(mail ->
                                                mailbox == null
                                                        || mail.mailboxes().contains(mailbox))
                                        .map(Mail::id)
                                        .toList()));
    }

    @Override
    public String subjectKey(int email) {
        return mails.get(email).subject();
    }

    @Override
    public String fromKey(int email) {
        return mails.get(email).from();
    }

    @Override
    public String toKey(int email) {
        return mails.get(email).to();
    }

    private record ListOrder(List<Integer> ids) implements Order {
        @Override
        public int size() {
            return ids.size();
        }

        @Override
        public int emailAt(int rank) {
            return ids.get(rank);
        }

        @Override
        public int rankOf(int email) {
            return ids.indexOf(email);
        }
    }
}
