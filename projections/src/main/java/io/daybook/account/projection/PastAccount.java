package io.daybook.account.projection;

import io.daybook.account.Checkpoints.Checkpoint;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRow;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.view.StreamReader;
import io.daybook.view.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * An account folded to some event of its past, which moves in time event by event: on by its
 * stream, back by what it remembers of the events that it came by. One writer or many readers at a
 * time; after a failure it is to be thrown away.
 */
final class PastAccount {
    /** Events that are read together. */
    private static final int PIECE = 512;

    /** Of a long way on, only the last events are remembered: going back is for going near. */
    private static final long REMEMBERED_EVENTS = 20_000;

    /** Octets of what is remembered for going back. */
    private static final long MOST_REMEMBERED = 8L << 20;

    private final PastRows rows;
    private final MailState state;
    private final Deque<Undoing> remembered = new ArrayDeque<>();
    private long rememberedOctets;
    private long earliest;

    private PastAccount(PastRows rows, MailState state) {
        this.rows = rows;
        this.state = state;
        this.earliest = state.version.seq();
    }

    /** The account as it was at the checkpoint, or, for null, before its first event. */
    static PastAccount at(@Nullable Checkpoint checkpoint, PastRows rows) {
        var index = new AccountIndex(rows::texts);
        long seq = checkpoint == null ? -1 : checkpoint.seq();
        var state = new MailState(rows.place(), index, Version.of(seq), AccountRow.NONE);
        if (checkpoint != null) {
            for (var mailbox : checkpoint.mailboxes()) {
                state.mailboxes.put(mailbox.mailbox().value(), MailboxRow.of(mailbox));
                index.loadMailbox(mailbox.mailbox().value(), mailbox.role());
            }
            load(checkpoint, rows, index);
        }
        return new PastAccount(rows, state);
    }

    private static void load(Checkpoint checkpoint, PastRows rows, AccountIndex index) {
        int count = checkpoint.emails();
        int[] emails = new int[count];
        int[] threads = new int[count];
        var placed = new ArrayList<Ids>(count);
        var words = new ArrayList<List<String>>(count);
        checkpoint.forEachEmail((email, thread, mailboxes, keywords) -> {
            emails[placed.size()] = email;
            threads[placed.size()] = thread;
            placed.add(mailboxes);
            words.add(keywords);
        });
        rows.columns(
                RoaringBitmap.bitmapOf(emails),
                columns -> {
                    int at = Arrays.binarySearch(emails, columns.id());
                    MailLoader.load(columns, threads[at], placed.get(at), words.get(at), index);
                });
        index.loaded();
    }

    MailState state() {
        return state;
    }

    PastRows rows() {
        return rows;
    }

    long seq() {
        return state.version.seq();
    }

    /** The earliest event that it can go back to. */
    long earliest() {
        return earliest;
    }

    long weight() {
        state.weigh();
        return state.weight() + rememberedOctets;
    }

    /** Goes on or back to the event {@code target}, at least {@link #earliest}. */
    void moveTo(long target, String stream, StreamReader reader) {
        while (seq() > target) {
            goBack();
        }
        if (seq() < target) {
            goOn(target, stream, reader);
        }
    }

    private void goOn(long target, String stream, StreamReader reader) {
        long first = seq() + 1;
        int pieces = Math.toIntExact((target - first) / PIECE + 1);
        ReadAhead.forEach(
                pieces,
                piece -> {
                    long from = first + (long) piece * PIECE;
                    return events(stream, from, Math.min(target, from + PIECE - 1), reader);
                },
                events -> goOn(events, target - REMEMBERED_EVENTS));
    }

    private static List<Event> events(String stream, long first, long last, StreamReader reader) {
        int count = (int) (last - first + 1);
        var events = reader.events(stream, first, count);
        if (events.size() < count) {
            throw new IllegalStateException(
                    "the journal gives no event " + (first + events.size()) + " of " + stream);
        }
        return events;
    }

    /**
     * @param forgotten the last event that need not be remembered
     */
    private void goOn(List<Event> events, long forgotten) {
        var facts = factsOfAdded(events);
        for (var event : events) {
            long seq = seq() + 1;
            if (seq <= forgotten) {
                forget(seq);
            } else if (event instanceof MailEvent mail) {
                remember(Undoing.of(seq, mail, state.index, state.mailboxes));
            }
            if (event instanceof MailEvent mail) {
                apply(mail, facts);
            }
            state.version = Version.of(seq);
        }
    }

    private void apply(MailEvent event, Map<EmailId, EmailRow> known) {
        if (event instanceof MailboxEvent mailbox) {
            MailboxChanges.apply(state.mailboxes, mailbox);
        }
        if (event instanceof EmailsRedigested) {
            // What messages say is told as it is read now, at every moment.
            return;
        }
        var arrivals = MailFold.arrivals(event);
        var facts = new ArrayList<Facts>(arrivals.size());
        for (var email : arrivals) {
            facts.add(PastRows.facts(Objects.requireNonNull(known.get(email.email()))));
        }
        state.index.apply(event, facts);
    }

    private Map<EmailId, EmailRow> factsOfAdded(List<Event> events) {
        var added = new ArrayList<EmailId>();
        for (var event : events) {
            MailFold.arrivals(event).forEach(email -> added.add(email.email()));
        }
        return PastRows.byId(rows.rows(added));
    }

    private void remember(Undoing undoing) {
        remembered.addLast(undoing);
        rememberedOctets += undoing.weight();
        while (rememberedOctets > MOST_REMEMBERED) {
            var oldest = remembered.removeFirst();
            rememberedOctets -= oldest.weight();
            earliest = oldest.seq();
        }
    }

    private void forget(long seq) {
        remembered.clear();
        rememberedOctets = 0;
        earliest = seq;
    }

    private void goBack() {
        var undoing = remembered.removeLast();
        rememberedOctets -= undoing.weight();
        undoing.events().forEach(event -> apply(event, Map.of()));
        var ids = undoing.emails().stream().map(kept -> new EmailId(kept.email())).toList();
        var known = PastRows.byId(rows.rows(ids));
        for (var kept : undoing.emails()) {
            var row = Objects.requireNonNull(known.get(new EmailId(kept.email())));
            state.index.load(
                    kept.email(),
                    kept.thread(),
                    row.receivedAt().toEpochMilli(),
                    row.size(),
                    kept.placed(),
                    kept.words(),
                    PastRows.facts(row));
        }
        if (!ids.isEmpty()) {
            state.index.loaded(Ids.ofEmails(ids));
        }
        state.version = Version.of(undoing.seq() - 1);
    }
}
