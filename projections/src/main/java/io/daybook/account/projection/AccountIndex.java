package io.daybook.account.projection;

import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mailbox.projection.MailboxCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The emails of one account as columns, folded from its events. Pure: no clock, no store, no
 * framework. One writer or many readers at a time.
 */
public final class AccountIndex implements EmailColumns {
    private static final RoaringBitmap EMPTY = new RoaringBitmap();

    private final IndexColumns columns;
    private final IndexFold fold;

    AccountIndex(TextColumns.Source source) {
        columns = new IndexColumns(source);
        fold = new IndexFold(columns);
    }

    /**
     * Folds one event.
     *
     * @param facts of the messages of {@link EmailsAdded}, {@link EmailsRestored} and {@link
     *     EmailsRedigested}, in their order; else empty
     */
    IndexDelta apply(MailEvent event, List<Facts> facts) {
        return fold.apply(event, facts);
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
        columns.insert(email, thread, receivedAt, size, placed, words, facts);
    }

    /** Ends the loading of rows: what each email has been counted into is sorted at once. */
    void loaded() {
        loaded(Ids.of(columns.all.toArray()));
        columns.optimize();
    }

    /** Ends the loading of these emails into an index that is in use. */
    void loaded(Ids emails) {
        columns.places.sortIn(emails);
        columns.settle();
    }

    /** Takes a mailbox from its row, before the emails. */
    void loadMailbox(int mailbox, @Nullable String role) {
        columns.mailboxes.column(mailbox).exists = true;
        columns.changeRole(mailbox, role);
    }

    /** The mailboxes of an email that is there. */
    Ids placed(int email) {
        return columns.sets.get(columns.table.placed(email));
    }

    /** The keywords of an email, ascending. */
    List<String> keywords(int email) {
        return columns.keywords.of(email);
    }

    /** Octets of all messages. */
    long octets() {
        return columns.octets();
    }

    int emailCount() {
        return columns.table.count();
    }

    MailboxCounts counts(int mailbox) {
        var column = columns.mailboxes.find(mailbox);
        return column == null ? MailboxCounts.ZERO : column.counts();
    }

    boolean has(int email) {
        return columns.table.has(email);
    }

    ThreadTable threads() {
        return columns.threads;
    }

    /** Octets that the texts take that have been loaded for sorting, roughly. */
    long textWeight() {
        return columns.texts.weight();
    }

    /** Octets of memory, roughly. */
    long weight() {
        return columns.weight();
    }

    @Override
    public RoaringBitmap all() {
        return columns.all;
    }

    @Override
    public int[] mailboxes() {
        var numbers = new IntList();
        columns.mailboxes.forEach(column -> numbers.add(column.mailbox));
        return numbers.toArray();
    }

    @Override
    public RoaringBitmap inMailbox(int mailbox) {
        var column = columns.mailboxes.find(mailbox);
        return column == null ? EMPTY : column.emails;
    }

    @Override
    public int threadsIn(int mailbox) {
        return counts(mailbox).totalThreads();
    }

    @Override
    public RoaringBitmap withKeyword(String keyword) {
        return columns.keywords.with(keyword);
    }

    @Override
    public RoaringBitmap withAttachment() {
        return columns.attachments;
    }

    @Override
    public long receivedAt(int email) {
        return columns.table.receivedAt(email);
    }

    @Override
    public long sentAt(int email) {
        return columns.table.sentAt(email);
    }

    @Override
    public long size(int email) {
        return columns.table.size(email);
    }

    @Override
    public int thread(int email) {
        return columns.table.thread(email);
    }

    @Override
    public int[] threadEmails(int thread) {
        return columns.threads.emails(thread);
    }

    @Override
    public Order byReceivedAt(@Nullable Integer mailbox) {
        if (mailbox == null) {
            return columns.order;
        }
        var column = columns.mailboxes.find(mailbox);
        return column == null ? new SortedEmails(columns.table) : column.order;
    }

    @Override
    public String subjectKey(int email) {
        return columns.texts.get(TextColumns.Key.SUBJECT, email);
    }

    @Override
    public String fromKey(int email) {
        return columns.texts.get(TextColumns.Key.FROM, email);
    }

    @Override
    public String toKey(int email) {
        return columns.texts.get(TextColumns.Key.TO, email);
    }
}
