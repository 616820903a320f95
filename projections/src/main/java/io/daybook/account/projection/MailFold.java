package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.blob.projection.BlobLinks;
import io.daybook.blob.projection.BlobLinks.Link;
import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.email.projection.GoneTimes;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.projection.MailboxCounts;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.vacation.VacationEvent;
import io.daybook.view.RowStore;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts the events of one account into its rows and its index. Used for one run of events, then
 * thrown away; after a failure the state is to be thrown away too.
 */
final class MailFold {
    private static final int MOST_CHANGES = 8_000;

    /** Tells the facts of a message. */
    interface FactsOf {
        Facts of(BlobId message);
    }

    private final RowStore store;
    private final MailState state;
    private final FactsOf facts;
    private final @Nullable HeldRows held;
    private final EmailBuffer emails;
    private final ViewBatch batch;
    private final SendingFold sending;
    private final RowBuffer<EmailId, GoneRow> gone;
    private final HistoryFold history;
    private final Map<Integer, Long> dirtyMailboxes = new HashMap<>();
    private final Map<DataType, ChangeRow> told = new HashMap<>();
    private final Map<DataType, Long> moved = new HashMap<>();
    private long accountSeq = -1;
    private Instant at = Instant.EPOCH;

    /**
     * @param batch that follows the state's version
     * @param held where email rows wait, of a view that nobody reads yet; null to write them
     */
    MailFold(
            RowStore store,
            MailState state,
            FactsOf facts,
            ViewBatch batch,
            @Nullable HeldRows held) {
        this.store = store;
        this.state = state;
        this.facts = facts;
        this.held = held;
        this.emails = new EmailBuffer(store, state.place, held);
        this.batch = batch;
        this.gone = new RowBuffer<>(store, state.place, GoneRow.VIEW);
        this.sending = new SendingFold(store, state, batch);
        this.history = new HistoryFold(store, state, batch);
    }

    /**
     * Applies the events, the first of which follows the state's version.
     *
     * @throws StaleRows when somebody else has written to the rows meanwhile
     */
    void apply(List<Sequenced> events) {
        for (var event : events) {
            if (event.seq() != state.version.seq() + 1) {
                throw new IllegalStateException(
                        "event " + event.seq() + " does not follow " + state.version.seq());
            }
            if (event.event() instanceof MailEvent mail) {
                at = event.at();
                apply(event, mail);
            } else {
                history.post(event);
                state.version = Version.of(event.seq());
            }
            commitIfMany();
        }
        commit();
    }

    /** Whether what is due in the account is something else than before. */
    boolean dueMoved() {
        return sending.dueMoved();
    }

    private void apply(Sequenced sequenced, MailEvent event) {
        long seq = sequenced.seq();
        int part = state.version.part();
        told.clear();
        if (part > 0) {
            readTold(seq);
        }
        for (var slice : Slices.of(event, part)) {
            boolean isFirst = state.version.part() == 0;
            var rows = fold(seq, slice.event(), part > 0 || !slice.isLast());
            if (isFirst) {
                history.post(sequenced);
            }
            history.touch(seq, slice.event(), rows, !isFirst);
            state.version = slice.isLast() ? Version.of(seq) : new Version(seq - 1, slice.told());
            if (!slice.isLast()) {
                commit();
            }
        }
    }

    private void readTold(long seq) {
        for (var type : List.of(DataType.EMAIL, DataType.THREAD, DataType.MAILBOX)) {
            var row = store.get(state.place, MailRows.CHANGES, new MailRows.Change(type, seq));
            if (row != null) {
                told.put(type, row.value());
            }
        }
    }

    private Map<DataType, ChangeRow> fold(long seq, MailEvent event, boolean isPart) {
        var delta = state.index.apply(event, factsOf(event));
        var rows = delta.rows();
        rows.putAll(post(seq, event));
        rows.forEach((type, row) -> {
            moved.put(type, seq);
            log(type, seq, row, isPart);
        });
        accountSeq = rows.isEmpty() ? accountSeq : seq;
        delta.mailboxes().minor().forEach(mailbox -> dirtyMailboxes.put(mailbox, seq));
        delta.mailboxes().updated().forEach(mailbox -> dirtyMailboxes.put(mailbox, seq));
        return rows;
    }

    private void log(DataType type, long seq, ChangeRow row, boolean isPart) {
        var whole = told.getOrDefault(type, ChangeRow.NONE).then(row);
        if (isPart || told.containsKey(type)) {
            told.put(type, whole);
        }
        state.recent.replace(type, seq, whole);
        batch.put(MailRows.CHANGES, new MailRows.Change(type, seq), seq, whole);
    }

    private List<Facts> factsOf(MailEvent event) {
        if (event instanceof EmailsRedigested(var ids, _)) {
            return factsOf(ids);
        }
        var arrivals = arrivals(event);
        return arrivals.isEmpty()
                ? List.of()
                : arrivals.stream().map(AddedEmail::blob).map(facts::of).toList();
    }

    private List<Facts> factsOf(Ids ids) {
        var known = new HashMap<Integer, Facts>();
        emails.get(ids).forEach(row -> known.put(row.id().value(), facts.of(row.blob())));
        return ids.stream().mapToObj(id -> known.getOrDefault(id, Facts.NONE)).toList();
    }

    /** The emails that come into the account, for the first time or again. */
    static List<AddedEmail> arrivals(Event event) {
        return switch (event) {
            case EmailsAdded(var added) -> added;
            case EmailsRestored(var restored, _) -> restored;
            default -> List.of();
        };
    }

    /** Posts the rows, and tells what is changed that the index knows nothing of. */
    private Map<DataType, ChangeRow> post(long seq, MailEvent event) {
        switch (event) {
            case IdentityEvent identity -> {
                return sending.post(seq, identity);
            }
            case SubmissionEvent submission -> {
                return sending.post(seq, submission);
            }
            case VacationEvent vacation -> {
                return sending.post(seq, vacation);
            }
            case EmailEvent email -> post(seq, email);
            case ThreadsMerged merged -> recreate(seq, merged);
            case MailboxEvent mailbox -> post(seq, mailbox);
            case AccountOpened(var epoch, _, var owner, var octets) -> {
                state.account = AccountRow.opened(epoch, owner, octets, seq);
                sending.open(seq, owner);
            }
            case QuotaChanged(var octets) -> state.account = state.account.withQuota(octets);
            case RetentionChanged(var days) -> {
                state.account = state.account.withRetention(days);
                accountSeq = seq;
            }
            default -> {
                // Events of other slices leave no rows here.
            }
        }
        return Map.of();
    }

    private void post(long seq, EmailEvent event) {
        switch (event) {
            case EmailsAdded(var added) -> added.forEach(email -> add(seq, email));
            case EmailsRestored(var restored, var recreated) -> {
                restored.forEach(email -> {
                    comeBack(email.email(), null);
                    add(seq, email);
                });
                recreated.forEach(it -> comeBack(new EmailId(it.was()), new EmailId(it.is())));
            }
            case KeywordsChanged changed ->
                    touched(changed.emails())
                            .forEach(row -> emails.put(EmailChanges.keywords(row, seq, changed)));
            case EmailsMoved moved -> {
                touched(moved.emails())
                        .forEach(row -> emails.put(EmailChanges.placements(row, seq, moved)));
                moved.entered().forEach(entry -> history.in(entry.mailbox().value()));
            }
            case EmailsRedigested(var ids, _) ->
                    touched(ids)
                            .forEach(row ->
                                    emails.put(
                                            EmailChanges.redigested(
                                                    row, seq, facts.of(row.blob()))));
            case EmailsDestroyed(var gone) -> touched(gone).forEach(row -> remove(row, seq, null));
        }
    }

    /** The email is not gone any more, or it goes on under another id. */
    private void comeBack(EmailId id, @Nullable EmailId goesOnAs) {
        var row = gone.get(id);
        if (row != null) {
            // The row stays: it tells what the email was when it was destroyed.
            if (goesOnAs != null) {
                gone.set(id, row.seq(), row.goingOnAs(goesOnAs));
            }
            batch.delete(GoneTimes.VIEW, GoneTimes.of(row));
            batch.delete(BlobLinks.GONE, new Link(row.email().blob(), id));
        }
    }

    private List<EmailRow> touched(Ids ids) {
        var rows = emails.get(ids);
        rows.forEach(row -> history.in(row.placements()));
        return rows;
    }

    private void add(long seq, AddedEmail added) {
        history.in(added.placements());
        var row = EmailChanges.added(added, seq, facts.of(added.blob()));
        emails.put(row);
        EmailBuffer.link(row, seq, batch);
    }

    private void recreate(long seq, ThreadsMerged merged) {
        var was = Ids.of(merged.recreated().stream().mapToInt(Recreated::was).toArray());
        var rows =
                touched(was).stream()
                        .collect(Collectors.toMap(row -> row.id().value(), row -> row));
        for (var pair : merged.recreated()) {
            EmailRow old = rows.get(pair.was());
            if (old != null) {
                move(old, seq, new EmailId(pair.is()), merged.survivor());
            }
        }
    }

    private void remove(EmailRow old, long seq, @Nullable EmailId goesOnAs) {
        emails.delete(old);
        EmailBuffer.unlink(old, batch);
        var row = new GoneRow(seq, at, goesOnAs, old);
        gone.set(old.id(), seq, row);
        if (goesOnAs == null) {
            batch.put(GoneTimes.VIEW, GoneTimes.of(row), seq, old.blob());
            batch.put(BlobLinks.GONE, new Link(old.blob(), old.id()), seq, row.at());
        }
    }

    private void move(EmailRow old, long seq, EmailId id, ThreadId thread) {
        var row = EmailChanges.recreated(old, seq, id, thread);
        remove(old, seq, id);
        emails.put(row);
        EmailBuffer.link(row, seq, batch);
    }

    private void post(long seq, MailboxEvent event) {
        int id = event.mailbox().value();
        history.in(id);
        var was = state.mailboxes.get(id);
        history.was(was == null ? null : was.withCounts(MailboxCounts.ZERO));
        MailboxChanges.apply(state.mailboxes, event);
        dirtyMailboxes.put(id, seq);
    }

    private void commitIfMany() {
        if (emails.size() + gone.size() + sending.size() + batch.size() >= MOST_CHANGES) {
            commit();
        }
    }

    private void commit() {
        if (state.version.equals(batch.from())) {
            return;
        }
        emails.flush(batch);
        gone.flush(batch);
        sending.flush();
        dirtyMailboxes.forEach(this::write);
        if (accountSeq >= 0) {
            state.account =
                    state.account.moved(moved, state.index.octets(), state.index.emailCount());
            batch.put(MailRows.ACCOUNT, MailRows.Only.ROW, accountSeq, state.account);
        }
        batch.reach(state.version);
        if (!store.commit(batch)) {
            throw new StaleRows();
        }
        batch.clear();
        dirtyMailboxes.clear();
        moved.clear();
        accountSeq = -1;
        if (held != null) {
            held.relieve(state.version);
        }
    }

    private void write(int mailbox, long seq) {
        var row =
                state.mailboxes.computeIfPresent(
                        mailbox, (id, was) -> was.withCounts(state.index.counts(id)));
        if (row == null) {
            batch.delete(MailboxRow.VIEW, new MailboxId(mailbox));
        } else {
            batch.put(MailboxRow.VIEW, row.id(), seq, row);
        }
    }
}
