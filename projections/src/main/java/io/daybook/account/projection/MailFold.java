package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.projection.MailboxCounts;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.SubmissionEvent;
import io.daybook.vacation.VacationEvent;
import io.daybook.view.RowStore;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one account into its state in memory, and has its rows posted. The state
 * depends on the events and on what was in memory, not on rows: what another node has written
 * already is folded all the same, and not written again. Used for one run of events, then thrown
 * away; after a failure the state is to be thrown away too.
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
    private final MailPosting posting;
    private final List<Folded> unwritten = new ArrayList<>();
    private final Map<Integer, Long> dirtyMailboxes = new HashMap<>();
    private final Map<DataType, ChangeRow> told = new HashMap<>();
    private final Map<DataType, Long> moved = new HashMap<>();
    private Version rows;
    private long accountSeq = -1;

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
        this.rows = state.version;
        this.facts = facts;
        this.held = held;
        this.posting = new MailPosting(store, state, facts, batch, held);
    }

    /**
     * Applies the events, the first of which follows the state's version.
     *
     * @throws StaleRows when the rows are not those that the state was read from
     */
    void apply(List<Sequenced> events) {
        look();
        for (var event : events) {
            if (event.seq() != state.version.seq() + 1) {
                throw new IllegalStateException(
                        "event " + event.seq() + " does not follow " + state.version.seq());
            }
            if (event.event() instanceof MailEvent mail) {
                apply(event, mail);
            } else {
                tick(event);
                state.version = Version.of(event.seq());
                post(Folded.of(event, state));
            }
            if (posting.size() >= MOST_CHANGES) {
                commit();
            }
        }
        commit();
    }

    /** Others may have brought the rows further than the state. */
    private void look() {
        var reached = store.reached(state.place.group(), state.place.scope());
        if (!reached.place().equals(state.place)
                || !reached.version().hasComeAsFarAs(state.version)) {
            throw new StaleRows();
        }
        rows = reached.version();
        if (!rows.equals(state.version)) {
            posting.restart(rows);
        }
    }

    /** Whether what is due in the account is something else than before. */
    boolean dueMoved() {
        return posting.dueMoved();
    }

    private void tick(Sequenced event) {
        if (event.at().isAfter(state.clock)) {
            state.clock = event.at();
        }
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
            if (isFirst) {
                tick(sequenced);
            }
            var before = mailboxBefore(event);
            var changed = fold(seq, slice.event());
            var whole = log(seq, changed, part > 0 || !slice.isLast());
            state.version = slice.isLast() ? Version.of(seq) : new Version(seq - 1, slice.told());
            post(
                    new Folded(
                            state.version,
                            sequenced,
                            slice.event(),
                            isFirst,
                            state.clock,
                            changed,
                            whole,
                            before));
            if (!slice.isLast()) {
                commit();
            }
        }
    }

    private @Nullable MailboxRow mailboxBefore(MailEvent event) {
        var row =
                event instanceof MailboxEvent mailbox
                        ? state.mailboxes.get(mailbox.mailbox().value())
                        : null;
        return row == null ? null : row.withCounts(MailboxCounts.ZERO);
    }

    private void readTold(long seq) {
        for (var type : List.of(DataType.EMAIL, DataType.THREAD, DataType.MAILBOX)) {
            var row = store.get(state.place, MailRows.CHANGES, new MailRows.Change(type, seq));
            if (row != null) {
                told.put(type, row.value());
            }
        }
    }

    private Map<DataType, ChangeRow> fold(long seq, MailEvent event) {
        var delta = state.index.apply(event, factsOf(event));
        var changed = delta.rows();
        changed.putAll(change(seq, event));
        changed.keySet().forEach(type -> moved.put(type, seq));
        accountSeq = changed.isEmpty() ? accountSeq : seq;
        delta.mailboxes().minor().forEach(mailbox -> dirtyMailboxes.put(mailbox, seq));
        delta.mailboxes().updated().forEach(mailbox -> dirtyMailboxes.put(mailbox, seq));
        return changed;
    }

    /** What the log of changes says of the event from now on. */
    private Map<DataType, ChangeRow> log(
            long seq, Map<DataType, ChangeRow> changed, boolean isPart) {
        var wholes = new HashMap<DataType, ChangeRow>();
        changed.forEach((type, row) -> {
            var whole = told.getOrDefault(type, ChangeRow.NONE).then(row);
            if (isPart || told.containsKey(type)) {
                told.put(type, whole);
            }
            state.recent.replace(type, seq, whole);
            wholes.put(type, whole);
        });
        return wholes;
    }

    private List<Facts> factsOf(MailEvent event) {
        return event instanceof EmailsRedigested(var ids, _)
                ? factsOf(ids)
                : arrivals(event).stream().map(AddedEmail::blob).map(facts::of).toList();
    }

    private List<Facts> factsOf(Ids ids) {
        var messages = posting.messages(ids);
        return ids.stream()
                .mapToObj(id -> messages.containsKey(id) ? facts.of(messages.get(id)) : Facts.NONE)
                .toList();
    }

    /** The emails that come into the account, for the first time or again. */
    static List<AddedEmail> arrivals(Event event) {
        return switch (event) {
            case EmailsAdded(var added) -> added;
            case EmailsRestored(var restored, _) -> restored;
            default -> List.of();
        };
    }

    /** Changes what the index knows nothing of, and tells what of that was changed. */
    private Map<DataType, ChangeRow> change(long seq, MailEvent event) {
        switch (event) {
            case IdentityEvent identity -> {
                return SendingChanges.of(identity);
            }
            case SubmissionEvent submission -> {
                return SendingChanges.apply(state.submissions, submission);
            }
            case VacationEvent vacation -> {
                return SendingChanges.of(vacation);
            }
            case MailboxEvent mailbox -> {
                MailboxChanges.apply(state.mailboxes, mailbox);
                dirtyMailboxes.put(mailbox.mailbox().value(), seq);
            }
            case AccountOpened(var epoch, _, var owner, var octets) ->
                    state.account = AccountRow.opened(epoch, owner, octets, seq);
            case QuotaChanged(var octets) -> state.account = state.account.withQuota(octets);
            case RetentionChanged(var days) -> {
                state.account = state.account.withRetention(days);
                accountSeq = seq;
            }
            default -> {
                // The index knows all of it.
            }
        }
        return Map.of();
    }

    private void post(Folded folded) {
        unwritten.add(folded);
        if (rows.hasComeAsFarAs(folded.version())) {
            posting.follow(folded);
        } else {
            posting.post(folded);
        }
    }

    private void commit() {
        if (unwritten.isEmpty()) {
            return;
        }
        dirtyMailboxes
                .keySet()
                .forEach(mailbox ->
                        state.mailboxes.computeIfPresent(
                                mailbox, (id, row) -> row.withCounts(state.index.counts(id))));
        if (accountSeq >= 0) {
            state.account =
                    state.account.moved(moved, state.index.octets(), state.index.emailCount());
        }
        while (!rows.hasComeAsFarAs(state.version)) {
            if (posting.write(dirtyMailboxes, accountSeq)) {
                rows = state.version;
            } else {
                postAgain();
            }
        }
        unwritten.clear();
        dirtyMailboxes.clear();
        moved.clear();
        accountSeq = -1;
        if (held != null) {
            held.relieve(state.version);
        }
    }

    /** Somebody else has written some of it, or all. */
    private void postAgain() {
        var reached = store.version(state.place);
        if (held != null || rows.hasComeAsFarAs(reached)) {
            throw new StaleRows();
        }
        rows = reached;
        posting.restart(rows);
        var all = List.copyOf(unwritten);
        unwritten.clear();
        all.forEach(this::post);
    }
}
