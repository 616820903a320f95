package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxView;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes events that an account could decide, by a seed; the model says what is there. */
final class RandomHistory {
    private static final List<String> WORDS = List.of("$seen", "$draft", "$flagged", "work");

    final ModelAccount model = new ModelAccount();
    private final Random random;
    private final int batch;
    private final Map<Integer, Integer> uids = new HashMap<>();
    private final TreeMap<Integer, ModelAccount.Mail> gone = new TreeMap<>();
    private final TreeMap<Integer, MailboxView> goneBoxes = new TreeMap<>();
    private final Set<Integer> merged = new HashSet<>();
    private final Set<Integer> recreated = new HashSet<>();
    private int email;
    private int thread;
    private int mailbox;
    private int sortOrder;

    /**
     * @param batch the most emails that one event adds
     */
    RandomHistory(long seed, int batch) {
        this.random = new Random(seed);
        this.batch = batch;
    }

    List<MailEvent> opening() {
        var events = new ArrayList<MailEvent>();
        events.add(applied(new AccountOpened("e1", 1, "alice@example.test", 1000)));
        for (var role : List.of("inbox", "trash", "archive")) {
            events.add(applied(create(role)));
        }
        return events;
    }

    MailEvent next() {
        MailEvent event = null;
        while (event == null) {
            event =
                    switch (random.nextInt(23)) {
                        case 0, 1, 2, 3, 4 -> add(1 + random.nextInt(batch));
                        case 5, 6, 7, 8, 9 -> keywords();
                        case 10, 11, 12, 13 -> move();
                        case 14, 15 -> destroy();
                        case 16 -> merge();
                        case 17, 18 -> mailbox();
                        case 19, 20, 21 -> restore();
                        default -> new QuotaChanged(1000 + random.nextInt(1000));
                    };
        }
        return applied(event);
    }

    private MailEvent applied(MailEvent event) {
        switch (event) {
            case EmailsDestroyed(var ids) -> ids.forEach(id -> gone.put(id, model.mails.get(id)));
            case EmailsRestored(var restored, _) ->
                    restored.forEach(mail -> gone.remove(mail.email().value()));
            case ThreadsMerged it -> {
                it.merged().forEach(each -> merged.add(each.value()));
                it.recreated().forEach(pair -> recreated.add(pair.is()));
            }
            case MailboxEvent.MailboxDestroyed(var id) ->
                    goneBoxes.put(id.value(), model.boxes.get(id.value()));
            case MailboxEvent.MailboxRestored it -> goneBoxes.remove(it.mailbox().value());
            default -> {}
        }
        model.apply(event);
        return event;
    }

    EmailsAdded add(int count) {
        var added = new ArrayList<AddedEmail>();
        for (int i = 0; i < count; i++) {
            boolean joins = thread > 0 && random.nextInt(3) > 0;
            int into = joins ? 1 + random.nextInt(thread) : ++thread;
            if (joins && !model.threads().containsKey(into) && random.nextInt(4) > 0) {
                into = ++thread;
            }
            if (!model.threads().containsKey(into)) {
                into = ++thread;
            }
            email++;
            added.add(
                    new AddedEmail(
                            new EmailId(email),
                            new ThreadId(into),
                            blob(email),
                            random.nextInt(500),
                            Instant.ofEpochMilli(1_000_000L + random.nextInt(60) * 1000L),
                            someBoxes().stream()
                                    .map(id -> new Placement(new MailboxId(id), uid(id, 1)))
                                    .toList(),
                            WORDS.stream().filter(_ -> random.nextInt(3) == 0).sorted().toList(),
                            List.of()));
        }
        return new EmailsAdded(added);
    }

    static BlobId blob(int email) {
        return BlobId.ofSha256(ByteBuffer.allocate(32).putInt(email).array());
    }

    /** Facts that follow from the number of the blob. */
    static Facts facts(BlobId blob) {
        int number = ByteBuffer.wrap(blob.sha256Octets()).getInt();
        return new Facts(
                number % 3 == 0,
                number % 5 == 0 ? null : Instant.ofEpochSecond(number % 40),
                "subject " + number % 7,
                "from " + number % 11,
                "to " + number);
    }

    private List<Integer> someBoxes() {
        var all = new ArrayList<>(model.boxes.keySet());
        var some = all.stream().filter(_ -> random.nextInt(4) == 0).toList();
        return some.isEmpty() ? List.of(all.get(random.nextInt(all.size()))) : some;
    }

    private int uid(int box, int count) {
        return uids.merge(box, count, Integer::sum) - count + 1;
    }

    private List<Integer> someMails() {
        return model.mails.keySet().stream().filter(_ -> random.nextInt(6) == 0).toList();
    }

    private MailEvent keywords() {
        var word = WORDS.get(random.nextInt(WORDS.size()));
        boolean add = random.nextBoolean();
        int[] ids =
                someMails().stream()
                        .filter(id -> model.mails.get(id).keywords().contains(word) != add)
                        .mapToInt(Integer::intValue)
                        .toArray();
        if (ids.length == 0) {
            return null;
        }
        return new KeywordsChanged(
                Ids.of(ids), add ? List.of(word) : List.of(), add ? List.of() : List.of(word));
    }

    private MailEvent move() {
        var boxes = new ArrayList<>(model.boxes.keySet());
        int to = boxes.get(random.nextInt(boxes.size()));
        int from = boxes.get(random.nextInt(boxes.size()));
        boolean keeps = random.nextInt(3) == 0;
        int[] ids =
                someMails().stream()
                        .filter(id -> model.mails.get(id).uids().containsKey(from))
                        .filter(id -> !model.mails.get(id).uids().containsKey(to))
                        .mapToInt(Integer::intValue)
                        .toArray();
        if (ids.length == 0) {
            return null;
        }
        var entry = new Entry(new MailboxId(to), uid(to, ids.length));
        return new EmailsMoved(Ids.of(ids), List.of(entry), keeps ? Ids.NONE : Ids.of(from));
    }

    /** Some of the emails are read again; they need not show anything else. */
    MailEvent redigest() {
        int[] ids = someMails().stream().mapToInt(Integer::intValue).toArray();
        return applied(new EmailsRedigested(Ids.of(ids), 2));
    }

    MailEvent destroy() {
        int[] ids =
                someMails().stream()
                        .filter(_ -> random.nextInt(2) == 0)
                        .mapToInt(Integer::intValue)
                        .toArray();
        return ids.length == 0 ? null : new EmailsDestroyed(Ids.of(ids));
    }

    /** Mail or a mailbox comes back. */
    private MailEvent restore() {
        if (random.nextInt(4) == 0 && !goneBoxes.isEmpty()) {
            var box = goneBoxes.firstEntry().getValue();
            return new MailboxEvent.MailboxRestored(
                    box.id(), box.name(), null, null, box.sortOrder(), true, 1, 100);
        }
        var back = new ArrayList<AddedEmail>();
        gone.forEach((id, mail) -> {
            var places = mail.uids().keySet().stream().filter(model.boxes::containsKey).toList();
            boolean fits = !merged.contains(mail.thread()) && !recreated.contains(id);
            if (fits && !places.isEmpty() && random.nextBoolean()) {
                back.add(
                        new AddedEmail(
                                new EmailId(id),
                                new ThreadId(mail.thread()),
                                blob(id),
                                mail.size(),
                                Instant.ofEpochMilli(mail.receivedAt()),
                                places.stream()
                                        .map(box -> new Placement(new MailboxId(box), uid(box, 1)))
                                        .toList(),
                                List.copyOf(mail.keywords()),
                                List.of()));
            }
        });
        return back.isEmpty() ? null : new EmailsRestored(back, List.of());
    }

    private MailEvent merge() {
        var threads = new ArrayList<>(model.threads().keySet());
        if (threads.size() < 2) {
            return null;
        }
        int one = threads.get(random.nextInt(threads.size()));
        int other = threads.get(random.nextInt(threads.size()));
        if (one == other) {
            return null;
        }
        var recreated = new ArrayList<Recreated>();
        for (int was : model.threads().get(other)) {
            recreated.add(new Recreated(was, ++email));
        }
        return new ThreadsMerged(new ThreadId(one), List.of(new ThreadId(other)), recreated);
    }

    private MailEvent mailbox() {
        var boxes = new ArrayList<>(model.boxes.keySet());
        var id = new MailboxId(boxes.get(random.nextInt(boxes.size())));
        return switch (random.nextInt(7)) {
            case 0 -> create(null);
            case 1 -> new MailboxEvent.MailboxRenamed(id, "name " + ++sortOrder);
            case 2 -> reparent(id);
            case 3 -> new MailboxEvent.MailboxSorted(id, ++sortOrder);
            case 4 -> role(id);
            case 5 ->
                    new MailboxEvent.MailboxSubscriptionChanged(
                            id, !model.boxes.get(id.value()).isSubscribed());
            default -> destroyEmpty(boxes);
        };
    }

    private MailEvent reparent(MailboxId id) {
        if (id.value() == 1) {
            return null;
        }
        var parent = model.boxes.get(id.value()).parent() == null ? new MailboxId(1) : null;
        return new MailboxEvent.MailboxMoved(id, parent);
    }

    private MailEvent role(MailboxId id) {
        var role = model.boxes.get(id.value()).role();
        boolean trashFree = model.boxes.values().stream().noneMatch(b -> "trash".equals(b.role()));
        if (role == null) {
            return trashFree ? new MailboxEvent.MailboxRoleChanged(id, "trash") : null;
        }
        return new MailboxEvent.MailboxRoleChanged(id, null);
    }

    private MailEvent destroyEmpty(List<Integer> boxes) {
        return boxes.stream()
                .filter(id -> boxes.size() > 2)
                .filter(id ->
                        model.mails.values().stream().noneMatch(m -> m.uids().containsKey(id)))
                .findFirst()
                .map(id -> (MailEvent) new MailboxEvent.MailboxDestroyed(new MailboxId(id)))
                .orElse(null);
    }

    private MailEvent create(String role) {
        mailbox++;
        return new MailboxEvent.MailboxCreated(
                new MailboxId(mailbox), "box " + mailbox, null, role, 0, true, 1);
    }

    /** Every email that is there, with facts, for indexes that are filled without a store. */
    TreeMap<Integer, Facts> factsOfAdded(EmailsAdded added) {
        var facts = new TreeMap<Integer, Facts>();
        added.emails().forEach(mail -> facts.put(mail.email().value(), facts(mail.blob())));
        return facts;
    }

    static IntStream seeds() {
        var seed = System.getProperty("seed");
        return seed == null ? IntStream.rangeClosed(1, 25) : IntStream.of(Integer.parseInt(seed));
    }
}
