package io.daybook.journal.mongo;

import io.daybook.journal.JournalFailure;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.journal.mongo.Lane.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Seals, chains and queues appends. Under a stream's lock an append takes the places after the end
 * that this node knows, queued events included; nothing waits for the database there. Whether the
 * stream really ends there is decided by the unique key.
 */
final class Appender {
    private static final long ROW_OCTETS = 64;
    private static final int LOOSE_ATTEMPTS = 20;

    private final Sealer sealer;
    private final WrittenForms forms;
    private final CommitRows rows;
    private final Ends ends;
    private final Lanes lanes;

    Appender(Sealer sealer, WrittenForms forms, CommitRows rows, Ends ends, Lanes lanes) {
        this.sealer = sealer;
        this.forms = forms;
        this.rows = rows;
        this.ends = ends;
        this.lanes = lanes;
    }

    /**
     * Queues the events of one stream as one change.
     *
     * @param seen the {@link Lanes#failures} when what they were decided on was looked at
     * @return completes when they are durable
     * @throws SequenceTaken when a number is not the next of its stream: nothing was queued
     * @throws JournalFailure when they are too large for one commit
     */
    CompletableFuture<Void> append(List<OpenedEvent> events, long seen) {
        String stream = events.getFirst().stream();
        if (events.stream().anyMatch(event -> !event.stream().equals(stream))) {
            throw new IllegalArgumentException("an append is of one stream");
        }
        events.forEach(event -> forms.note(event.header().form()));
        if (stream.equals(EventMessages.NO_STREAM)) {
            appendLoose(events);
            return CompletableFuture.completedFuture(null);
        }
        List<byte[]> sealed = events.stream().map(sealer::seal).toList();
        long octets = sealed.stream().mapToLong(each -> each.length + ROW_OCTETS).sum();
        if (octets > Lanes.MOST_OCTETS) {
            throw new JournalFailure(
                    "A change of "
                            + octets
                            + " octets is more than is made at once ("
                            + Lanes.MOST_OCTETS
                            + "): make it in parts.");
        }
        Head found = lookUp(stream, events.getFirst().seq() - 1);
        lanes.reserve(octets);
        boolean queued = false;
        ReentrantLock lock = lanes.lock(stream);
        lock.lock();
        try {
            Head end = end(stream, events.getFirst().seq(), seen, found);
            var done = new CompletableFuture<Void>();
            var stored = chained(events, sealed, end);
            lanes.enqueue(stream, end, new Entry(stored, latest(events), octets, done));
            queued = true;
            return done;
        } finally {
            lock.unlock();
            if (!queued) {
                lanes.release(octets);
            }
        }
    }

    /**
     * The end, asked of the database before the lock is taken if it is not known; null while
     * something is queued, which knows it. A cache may forget it before the lock is taken.
     */
    private @Nullable Head lookUp(String stream, long seq) {
        Head known = ends.last(stream);
        if ((known != null && known.seq() >= seq) || lanes.pending(stream) != null) {
            return known;
        }
        Head read = rows.head(stream);
        return read == null ? Ends.NONE : read;
    }

    private Head end(String stream, long first, long seen, @Nullable Head found) {
        Lane lane = lanes.busy(stream);
        Head known = lane == null ? ends.last(stream) : lane.last();
        Head end = known == null ? found : known;
        if (end == null) {
            throw new SequenceTaken(stream, first, Ends.NONE.seq());
        }
        boolean isNext = end.seq() < 0 || end.seq() == first - 1;
        if (!isNext || seen != lanes.failures(stream) || (lane != null && lane.isFailing())) {
            throw new SequenceTaken(stream, first, end.seq());
        }
        return end;
    }

    private static List<StoredEvent> chained(
            List<OpenedEvent> events, List<byte[]> sealed, Head end) {
        var stored = new ArrayList<StoredEvent>(events.size());
        byte[] previous = end.hash();
        long next = events.getFirst().seq();
        for (int i = 0; i < events.size(); i++) {
            OpenedEvent event = events.get(i);
            if (event.seq() != next) {
                throw new SequenceTaken(event.stream(), event.seq(), next - 1);
            }
            previous = StoredEvent.chain(previous, event.stream(), next, sealed.get(i));
            stored.add(new StoredEvent(event.stream(), next, previous, sealed.get(i)));
            next++;
        }
        return stored;
    }

    private static Instant latest(List<OpenedEvent> events) {
        return events.stream()
                .map(event -> event.header().at())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Events of no aggregate take the next numbers, whatever they are. */
    private void appendLoose(List<OpenedEvent> events) {
        for (int attempt = 1; ; attempt++) {
            Head read = rows.head(EventMessages.NO_STREAM);
            Head end = read == null ? Ends.NONE : read;
            var numbered = new ArrayList<OpenedEvent>();
            for (OpenedEvent event : events) {
                numbered.add(EventMessages.numbered(event, end.seq() + 1 + numbered.size()));
            }
            var stored = chained(numbered, numbered.stream().map(sealer::seal).toList(), end);
            try {
                lanes.insert(Commit.of(stored, latest(events)), stored.size());
                return;
            } catch (SequenceTaken e) {
                if (attempt == LOOSE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
