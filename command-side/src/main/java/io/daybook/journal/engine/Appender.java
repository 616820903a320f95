package io.daybook.journal.engine;

import io.daybook.journal.JournalFailure;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.Lane.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals, chains and queues appends. Under a stream's lock an append takes the places after the end
 * that this node knows, queued events included; nothing waits for the log there. Whether the stream
 * really ends there is decided by the log.
 */
public final class Appender {
    private static final long ROW_OCTETS = 64;
    private static final int LOOSE_ATTEMPTS = 20;

    private final Sealer sealer;
    private final WrittenForms forms;
    private final CommitLog log;
    private final Ends ends;
    private final Lanes lanes;

    public Appender(Sealer sealer, WrittenForms forms, CommitLog log, Ends ends, Lanes lanes) {
        this.sealer = sealer;
        this.forms = forms;
        this.log = log;
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
    public CompletableFuture<Void> append(List<OpenedEvent> events, long seen) {
        String stream = events.getFirst().stream();
        if (events.stream().anyMatch(event -> !event.stream().equals(stream))) {
            throw new IllegalArgumentException("an append is of one stream");
        }
        events.forEach(event -> forms.note(event.header().form()));
        if (stream.equals(EventMessages.NO_STREAM)) {
            appendLoose(events);
            return CompletableFuture.completedFuture(null);
        }
        if (events.getFirst().seq() > 0) {
            return queue(events, events.stream().map(sealer::seal).toList(), seen);
        }
        SecretKey key = sealer.keyForFirst(stream);
        var sealed = events.stream().map(event -> sealer.seal(event, key)).toList();
        return kept(stream, key, queue(events, sealed, seen));
    }

    /** The first events are acknowledged when nobody can have taken their key away. */
    private CompletableFuture<Void> kept(
            String stream, SecretKey key, CompletableFuture<Void> durable) {
        var kept = new CompletableFuture<Void>();
        durable.whenComplete((_, failure) -> {
            if (failure != null) {
                kept.completeExceptionally(failure);
                return;
            }
            try {
                sealer.keep(stream, key);
                kept.complete(null);
            } catch (RuntimeException e) {
                kept.completeExceptionally(e);
            }
        });
        return kept;
    }

    private CompletableFuture<Void> queue(
            List<OpenedEvent> events, List<byte[]> sealed, long seen) {
        String stream = events.getFirst().stream();
        long octets = sealed.stream().mapToLong(each -> each.length + ROW_OCTETS).sum();
        requireFits(sealed, octets);
        Head found = lookUp(stream, events.getFirst().seq() - 1);
        lanes.reserve(octets);
        boolean queued = false;
        ReentrantLock lock = lanes.lock(stream);
        lock.lock();
        try {
            Head end = end(stream, events.getFirst().seq(), seen, found);
            var done = new CompletableFuture<Void>();
            var stored = chained(events, sealed, end);
            lanes.enqueue(
                    stream,
                    end,
                    new Entry(stored, events, end.hash(), latest(events), octets, done));
            queued = true;
            return done;
        } finally {
            lock.unlock();
            if (!queued) {
                lanes.release(octets);
            }
        }
    }

    private void requireFits(List<byte[]> sealed, long octets) {
        CommitLog.Limits most = log.limits();
        long largest = sealed.stream().mapToLong(each -> each.length).max().orElse(0);
        if (octets > most.octets()
                || largest > most.eventOctets()
                || sealed.size() > most.events()) {
            throw new JournalFailure(
                    "A change of "
                            + octets
                            + " octets in "
                            + sealed.size()
                            + " events is more than is made at once ("
                            + most.octets()
                            + " octets, "
                            + most.eventOctets()
                            + " of one event, "
                            + most.events()
                            + " events): make it in parts.");
        }
    }

    /**
     * The end, asked of the log before the lock is taken if it is not known; null while something
     * is queued, which knows it. A cache may forget it before the lock is taken.
     */
    private @Nullable Head lookUp(String stream, long seq) {
        Head known = ends.last(stream);
        if ((known != null && known.seq() >= seq) || lanes.pending(stream) != null) {
            return known;
        }
        Head read = log.head(stream);
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
            Head read = log.head(EventMessages.NO_STREAM);
            Head end = read == null ? Ends.NONE : read;
            var numbered = new ArrayList<OpenedEvent>();
            for (OpenedEvent event : events) {
                numbered.add(EventMessages.numbered(event, end.seq() + 1 + numbered.size()));
            }
            var stored = chained(numbered, numbered.stream().map(sealer::seal).toList(), end);
            try {
                log.append(stored, latest(events));
                return;
            } catch (SequenceTaken e) {
                if (attempt == LOOSE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
