package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
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
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.vacation.VacationEvent;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
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

    private final ViewStore store;
    private final MailState state;
    private final FactsOf facts;
    private final @Nullable HeldRows held;
    private final EmailBuffer emails;
    private final ViewBatch batch;
    private final SendingFold sending;
    private final Map<Integer, Long> dirtyMailboxes = new HashMap<>();
    private final Map<DataType, ChangeRow> told = new HashMap<>();
    private final Map<DataType, Long> moved = new HashMap<>();
    private long accountSeq = -1;
    private Instant at = Instant.EPOCH;

    MailFold(ViewStore store, MailState state, FactsOf facts) {
        this(store, state, facts, null);
    }

    /**
     * @param held where email rows wait, of a view that nobody reads yet; null to write them
     */
    MailFold(ViewStore store, MailState state, FactsOf facts, @Nullable HeldRows held) {
        this.store = store;
        this.state = state;
        this.facts = facts;
        this.held = held;
        this.emails = new EmailBuffer(store, state.place, held);
        this.batch = new ViewBatch(state.place, state.version);
        this.sending = new SendingFold(store, state, batch);
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
                apply(event.seq(), mail);
            } else {
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

    private void apply(long seq, MailEvent event) {
        int part = state.version.part();
        told.clear();
        if (part > 0) {
            readTold(seq);
        }
        for (var slice : Slices.of(event, part)) {
            fold(seq, slice.event(), part > 0 || !slice.isLast());
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

    private void fold(long seq, MailEvent event, boolean isPart) {
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
        return switch (event) {
            case EmailsAdded(var added) ->
                    added.stream().map(AddedEmail::blob).map(facts::of).toList();
            case EmailsRedigested(var ids, _) -> factsOf(ids);
            default -> List.of();
        };
    }

    private List<Facts> factsOf(Ids ids) {
        var known = new HashMap<Integer, Facts>();
        emails.get(ids).forEach(row -> known.put(row.id().value(), facts.of(row.blob())));
        return ids.stream().mapToObj(id -> known.getOrDefault(id, Facts.NONE)).toList();
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
            default -> {
                // Events of other slices leave no rows here.
            }
        }
        return Map.of();
    }

    private void post(long seq, EmailEvent event) {
        switch (event) {
            case EmailsAdded(var added) -> added.forEach(email -> add(seq, email));
            case KeywordsChanged changed ->
                    emails.get(changed.emails())
                            .forEach(row -> emails.put(EmailChanges.keywords(row, seq, changed)));
            case EmailsMoved moved ->
                    emails.get(moved.emails())
                            .forEach(row -> emails.put(EmailChanges.placements(row, seq, moved)));
            case EmailsRedigested(var ids, _) ->
                    emails.get(ids)
                            .forEach(row ->
                                    emails.put(
                                            EmailChanges.redigested(
                                                    row, seq, facts.of(row.blob()))));
            case EmailsDestroyed(var gone) ->
                    emails.get(gone).forEach(row -> remove(row, seq, null));
        }
    }

    private void add(long seq, AddedEmail added) {
        var row = EmailChanges.added(added, seq, facts.of(added.blob()));
        emails.put(row);
        EmailBuffer.link(row, seq, batch);
    }

    private void recreate(long seq, ThreadsMerged merged) {
        var was = Ids.of(merged.recreated().stream().mapToInt(Recreated::was).toArray());
        var rows =
                emails.get(was).stream()
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
        batch.put(GoneRow.VIEW, old.id(), seq, new GoneRow(seq, at, goesOnAs, old));
    }

    private void move(EmailRow old, long seq, EmailId id, ThreadId thread) {
        var row = EmailChanges.recreated(old, seq, id, thread);
        remove(old, seq, id);
        emails.put(row);
        EmailBuffer.link(row, seq, batch);
    }

    private void post(long seq, MailboxEvent event) {
        int id = event.mailbox().value();
        var mailboxes = state.mailboxes;
        switch (event) {
            case MailboxEvent.MailboxCreated created -> mailboxes.put(id, MailboxRow.of(created));
            case MailboxEvent.MailboxRenamed(_, var name) ->
                    mailboxes.computeIfPresent(id, (_, row) -> row.withName(name));
            case MailboxEvent.MailboxMoved(_, var parent) ->
                    mailboxes.computeIfPresent(id, (_, row) -> row.withParent(parent));
            case MailboxEvent.MailboxRoleChanged(_, var role) ->
                    mailboxes.computeIfPresent(id, (_, row) -> row.withRole(role));
            case MailboxEvent.MailboxSorted(_, var sortOrder) ->
                    mailboxes.computeIfPresent(id, (_, row) -> row.withSortOrder(sortOrder));
            case MailboxEvent.MailboxSubscriptionChanged(_, var isSubscribed) ->
                    mailboxes.computeIfPresent(id, (_, row) -> row.withSubscription(isSubscribed));
            case MailboxEvent.MailboxDestroyed _ -> mailboxes.remove(id);
        }
        dirtyMailboxes.put(id, seq);
    }

    private void commitIfMany() {
        if (emails.size() + sending.size() + batch.size() >= MOST_CHANGES) {
            commit();
        }
    }

    private void commit() {
        if (state.version.equals(batch.from())) {
            return;
        }
        emails.flush(batch);
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
