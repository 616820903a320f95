package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.projection.MailboxCounts;
import io.daybook.quota.GetQuotas;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The emails of one account as columns, folded from its events. Pure: no clock, no store, no
 * framework. One writer or many readers at a time.
 */
public final class AccountIndex implements EmailColumns {
    static final String TRASH = "trash";

    private static final ChangeRow MAILBOX_COUNTED = ChangeRow.minor(Ids.of(GetQuotas.MAILBOXES));
    private static final RoaringBitmap EMPTY = new RoaringBitmap();

    private final EmailTable table = new EmailTable();
    private final MailboxSets sets = new MailboxSets();
    private final ThreadTable threads = new ThreadTable();
    private final MailboxColumns mailboxes = new MailboxColumns(table);
    private final DeltaTracker tracker = new DeltaTracker(threads);
    private final ThreadCounts counts = new ThreadCounts(table, sets, mailboxes, threads, tracker);
    private final RoaringBitmap all = new RoaringBitmap();
    private final RoaringBitmap attachments = new RoaringBitmap();
    private final KeywordColumns keywords = new KeywordColumns();
    private final SortedEmails order = new SortedEmails(table);
    private final MailboxPlaces places = new MailboxPlaces(table, sets, mailboxes, order);
    private final TextColumns texts;
    private long octets;

    AccountIndex(TextColumns.Source source) {
        this.texts = new TextColumns(source);
    }

    /**
     * Folds one event.
     *
     * @param facts of the messages of {@link EmailsAdded}, {@link EmailsRestored} and {@link
     *     EmailsRedigested}, in their order; else empty
     */
    IndexDelta apply(MailEvent event, List<Facts> facts) {
        return switch (event) {
            case EmailsAdded(var emails) -> add(emails, facts, true);
            case KeywordsChanged(var emails, var added, var removed) ->
                    changeKeywords(present(emails), added, removed);
            case EmailsMoved(var emails, var entered, var left) ->
                    move(present(emails), entered, left);
            case EmailsDestroyed(var emails) -> destroy(present(emails));
            case EmailsRestored(var emails, _) -> add(emails, facts, false);
            case EmailsRedigested(var emails, _) -> redigest(emails, facts);
            case ThreadsMerged merged -> merge(merged);
            case MailboxEvent mailbox -> change(mailbox);
            case AccountOpened _ ->
                    IndexDelta.ofQuotas(
                            ChangeRow.creating(Ids.of(GetQuotas.OCTETS, GetQuotas.MAILBOXES)));
            case QuotaChanged _ ->
                    IndexDelta.ofQuotas(ChangeRow.updating(Ids.of(GetQuotas.OCTETS)));
            default -> IndexDelta.NONE;
        };
    }

    private Ids present(Ids emails) {
        for (int i = 0; i < emails.size(); i++) {
            if (!table.has(emails.get(i))) {
                return Ids.of(emails.stream().filter(table::has).toArray());
            }
        }
        return emails;
    }

    private IndexDelta add(List<AddedEmail> emails, List<Facts> facts, boolean delivered) {
        for (int i = 0; i < emails.size(); i++) {
            var email = emails.get(i);
            insert(
                    email.email().value(),
                    email.thread().value(),
                    email.receivedAt().toEpochMilli(),
                    email.size(),
                    mailboxesOf(email.placements()),
                    email.keywords(),
                    facts.get(i));
        }
        var added = Ids.ofEmails(emails.stream().map(AddedEmail::email).toList());
        places.sortIn(added);
        return delta(
                ChangeRow.creating(added),
                ChangeRow.NONE,
                ChangeRow.minor(Ids.of(GetQuotas.OCTETS)),
                delivered);
    }

    /** Takes an email from its row; {@link #loaded} ends the loading. */
    void load(
            int email,
            int thread,
            long receivedAt,
            long size,
            Ids placed,
            List<String> words,
            Facts facts) {
        insert(email, thread, receivedAt, size, placed, words, facts);
    }

    private void insert(
            int email,
            int thread,
            long receivedAt,
            long size,
            Ids placed,
            List<String> words,
            Facts facts) {
        table.add(email, thread, receivedAt, sent(facts), size, sets.use(placed));
        all.add(email);
        octets += size;
        placed.forEach(mailbox -> mailboxes.column(mailbox).emails.add(email));
        words.forEach(word -> keywords.add(word, email));
        if (facts.hasAttachment()) {
            attachments.add(email);
        }
        texts.put(email, facts);
        counts.add(email, KeywordColumns.isUnread(words));
    }

    /** Ends the loading of rows: what each email has been counted into is sorted at once. */
    void loaded() {
        places.sortIn(Ids.of(all.toArray()));
        all.runOptimize();
        attachments.runOptimize();
        keywords.optimize();
        mailboxes.forEach(mailbox -> mailbox.emails.runOptimize());
        settle(ChangeRow.NONE);
    }

    private IndexDelta changeKeywords(Ids emails, List<String> added, List<String> removed) {
        var bitmap = RoaringBitmap.bitmapOf(emails.toArray());
        keywords.change(bitmap, added, removed);
        if (Stream.concat(added.stream(), removed.stream()).anyMatch(KeywordColumns::isReadMark)) {
            emails.forEach(email -> counts.setUnread(email, keywords.isUnread(email)));
        }
        return delta(ChangeRow.minor(emails), ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private IndexDelta move(Ids emails, List<Entry> entered, Ids left) {
        var bitmap = RoaringBitmap.bitmapOf(emails.toArray());
        left.forEach(mailbox -> places.leave(mailbox, bitmap));
        var results = new HashMap<Ids, Ids>();
        emails.forEach(email -> {
            var before = sets.get(table.placed(email));
            var after = results.computeIfAbsent(before, _ -> moved(before, entered, left));
            counts.place(email, sets.use(after));
        });
        entered.forEach(entry -> places.enter(entry.mailbox().value(), bitmap));
        left.forEach(mailboxes::drop);
        return delta(ChangeRow.updating(emails), ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private static Ids moved(Ids before, List<Entry> entered, Ids left) {
        var after = new IntList();
        before.stream().filter(mailbox -> !left.contains(mailbox)).forEach(after::add);
        entered.forEach(entry -> after.add(entry.mailbox().value()));
        return Ids.of(after.toArray());
    }

    private IndexDelta destroy(Ids emails) {
        remove(emails);
        return delta(
                ChangeRow.destroying(emails),
                ChangeRow.NONE,
                ChangeRow.minor(Ids.of(GetQuotas.OCTETS)),
                false);
    }

    private void remove(Ids emails) {
        var gone = RoaringBitmap.bitmapOf(emails.toArray());
        int[] sorted = ReceivedOrder.sorted(emails.toArray(), table);
        places.remove(sorted, gone);
        for (int i = sorted.length - 1; i >= 0; i--) {
            int email = sorted[i];
            counts.remove(email);
            octets -= table.size(email);
            texts.remove(email);
            sets.release(table.placed(email));
            table.remove(email);
        }
        all.andNot(gone);
        attachments.andNot(gone);
        keywords.forget(gone);
    }

    private IndexDelta redigest(Ids emails, List<Facts> facts) {
        var changed = new IntList();
        for (int i = 0; i < emails.size(); i++) {
            int email = emails.get(i);
            if (table.has(email)) {
                changed.add(email);
                table.sent(email, sent(facts.get(i)));
                texts.put(email, facts.get(i));
                if (facts.get(i).hasAttachment()) {
                    attachments.add(email);
                } else {
                    attachments.remove(email);
                }
            }
        }
        var updated = ChangeRow.updating(Ids.of(changed.toArray()));
        return delta(updated, ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private static long sent(Facts facts) {
        Instant sentAt = facts.sentAt();
        return sentAt == null ? EmailTable.NO_DATE : sentAt.toEpochMilli();
    }

    private IndexDelta merge(ThreadsMerged merged) {
        var recreated = merged.recreated().stream().filter(pair -> table.has(pair.was())).toList();
        for (var pair : recreated) {
            recreate(pair.was(), pair.is(), merged.survivor().value());
        }
        var is = Ids.of(recreated.stream().mapToInt(pair -> pair.is()).toArray());
        var was = Ids.of(recreated.stream().mapToInt(pair -> pair.was()).toArray());
        places.sortIn(is);
        remove(was);
        return delta(
                new ChangeRow(is, Ids.NONE, Ids.NONE, was), ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private void recreate(int was, int is, int thread) {
        long sent = table.sentAt(was);
        var facts =
                new Facts(
                        attachments.contains(was),
                        sent == EmailTable.NO_DATE ? null : Instant.ofEpochMilli(sent),
                        "",
                        "",
                        "");
        var placed = sets.get(table.placed(was));
        insert(is, thread, receivedAt(was), size(was), placed, keywords.of(was), facts);
        texts.copy(was, is);
    }

    private IndexDelta change(MailboxEvent event) {
        var column = mailboxes.touch(event.mailbox().value(), tracker);
        var id = Ids.of(column.mailbox);
        return switch (event) {
            case MailboxCreated(_, _, _, var role, _, _, _) -> create(column, role);
            case MailboxRestored(_, _, _, var role, _, _, _, _) -> create(column, role);
            case MailboxDestroyed _ -> {
                column.exists = false;
                changeRole(column.mailbox, null);
                var delta = delta(ChangeRow.NONE, ChangeRow.destroying(id), MAILBOX_COUNTED, false);
                mailboxes.drop(column.mailbox);
                yield delta;
            }
            case MailboxRoleChanged(_, var role) -> {
                changeRole(column.mailbox, role);
                yield delta(ChangeRow.NONE, ChangeRow.updating(id), ChangeRow.NONE, false);
            }
            case MailboxEvent.MailboxRenamed _,
                    MailboxEvent.MailboxMoved _,
                    MailboxEvent.MailboxSorted _,
                    MailboxEvent.MailboxSubscriptionChanged _ ->
                    delta(ChangeRow.NONE, ChangeRow.updating(id), ChangeRow.NONE, false);
        };
    }

    private IndexDelta create(MailboxColumn column, @Nullable String role) {
        column.exists = true;
        changeRole(column.mailbox, role);
        var created = ChangeRow.creating(Ids.of(column.mailbox));
        return delta(ChangeRow.NONE, created, MAILBOX_COUNTED, false);
    }

    private void changeRole(int mailbox, @Nullable String role) {
        int before = mailboxes.trash();
        if (Objects.equals(role, TRASH)) {
            mailboxes.trash(mailbox);
        } else if (before == mailbox) {
            mailboxes.trash(0);
        }
        if (mailboxes.trash() != before && !all.isEmpty()) {
            counts.recount();
        }
    }

    /** Takes a mailbox from its row, before the emails. */
    void loadMailbox(int mailbox, @Nullable String role) {
        mailboxes.column(mailbox).exists = true;
        changeRole(mailbox, role);
    }

    private IndexDelta delta(
            ChangeRow emails, ChangeRow mailboxes, ChangeRow quotas, boolean delivered) {
        var threadsChanged = tracker.settleThreads();
        var mailboxesChanged = tracker.settleMailboxes(mailboxes);
        return new IndexDelta(
                emails,
                threadsChanged,
                mailboxesChanged,
                emails.isEmpty() && mailboxes.isEmpty() ? ChangeRow.NONE : quotas,
                delivered && !emails.isEmpty());
    }

    private void settle(ChangeRow mailboxes) {
        tracker.settleThreads();
        tracker.settleMailboxes(mailboxes);
    }

    private static Ids mailboxesOf(List<Placement> placements) {
        return Ids.of(placements.stream().mapToInt(place -> place.mailbox().value()).toArray());
    }

    /** Ends the loading of these emails into an index that is in use. */
    void loaded(Ids emails) {
        places.sortIn(emails);
        settle(ChangeRow.NONE);
    }

    /** The mailboxes of an email that is there. */
    Ids placed(int email) {
        return sets.get(table.placed(email));
    }

    /** The keywords of an email, ascending. */
    List<String> keywords(int email) {
        return keywords.of(email);
    }

    /** Octets of all messages. */
    long octets() {
        return octets;
    }

    int emailCount() {
        return table.count();
    }

    MailboxCounts counts(int mailbox) {
        var column = mailboxes.find(mailbox);
        return column == null ? MailboxCounts.ZERO : column.counts();
    }

    boolean has(int email) {
        return table.has(email);
    }

    ThreadTable threads() {
        return threads;
    }

    /** Octets that the texts take that have been loaded for sorting, roughly. */
    long textWeight() {
        return texts.weight();
    }

    /** Octets of memory, roughly. */
    long weight() {
        return 4_000
                + table.weight()
                + sets.weight()
                + threads.weight()
                + mailboxes.weight()
                + order.weight()
                + keywords.weight()
                + texts.weight()
                + all.getLongSizeInBytes()
                + attachments.getLongSizeInBytes()
                + counts.unread.getLongSizeInBytes();
    }

    @Override
    public RoaringBitmap all() {
        return all;
    }

    @Override
    public int[] mailboxes() {
        var numbers = new IntList();
        mailboxes.forEach(column -> numbers.add(column.mailbox));
        return numbers.toArray();
    }

    @Override
    public RoaringBitmap inMailbox(int mailbox) {
        var column = mailboxes.find(mailbox);
        return column == null ? EMPTY : column.emails;
    }

    @Override
    public int threadsIn(int mailbox) {
        return counts(mailbox).totalThreads();
    }

    @Override
    public RoaringBitmap withKeyword(String keyword) {
        return keywords.with(keyword);
    }

    @Override
    public RoaringBitmap withAttachment() {
        return attachments;
    }

    @Override
    public long receivedAt(int email) {
        return table.receivedAt(email);
    }

    @Override
    public long sentAt(int email) {
        return table.sentAt(email);
    }

    @Override
    public long size(int email) {
        return table.size(email);
    }

    @Override
    public int thread(int email) {
        return table.thread(email);
    }

    @Override
    public int[] threadEmails(int thread) {
        return threads.emails(thread);
    }

    @Override
    public Order byReceivedAt(@Nullable Integer mailbox) {
        if (mailbox == null) {
            return order;
        }
        var column = mailboxes.find(mailbox);
        return column == null ? new SortedEmails(table) : column.order;
    }

    @Override
    public String subjectKey(int email) {
        return texts.get(TextColumns.Key.SUBJECT, email);
    }

    @Override
    public String fromKey(int email) {
        return texts.get(TextColumns.Key.FROM, email);
    }

    @Override
    public String toKey(int email) {
        return texts.get(TextColumns.Key.TO, email);
    }
}
