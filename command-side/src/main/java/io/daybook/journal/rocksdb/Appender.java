package io.daybook.journal.rocksdb;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.AppendQueue;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.RecentEvents;
import io.daybook.journal.engine.SequenceTaken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Seals, chains and queues appends. Under a stream's lock an append finds the end of its stream,
 * queued events included, and takes the places after it; nothing waits for the disk there.
 */
final class Appender implements AppendQueue {
    private static final long ROW_OCTETS = 64;

    private final JournalDb db;
    private final Sealer sealer;
    private final Tails tails;
    private final GlobalOrder order;
    private final RecentEvents recent;
    private final Hints hints;
    private final WrittenForms forms;

    /** What is known in memory of where the journal ends. */
    record Ends(Tails tails, GlobalOrder order, RecentEvents recent) {}

    Appender(JournalDb db, Sealer sealer, Ends ends, Hints hints, WrittenForms forms) {
        this.forms = forms;
        this.db = db;
        this.sealer = sealer;
        this.tails = ends.tails();
        this.order = ends.order();
        this.recent = ends.recent();
        this.hints = hints;
    }

    /** {@inheritDoc} They are one change, of however many streams. */
    @Override
    public CompletableFuture<Void> append(List<OpenedEvent> events) {
        events.forEach(event -> forms.note(event.header().form()));
        List<byte[]> sealed = seal(events);
        long octets = sealed.stream().mapToLong(each -> each.length + ROW_OCTETS).sum();
        var streams = new TreeSet<>(events.stream().map(OpenedEvent::stream).toList());
        streams.forEach(tails::durable);
        var pending = new Pending(events);
        var entry = Committer.entry(Durability.SYNCED, octets, pending::addTo, pending::written);
        db.committer().reserve(entry);
        boolean queued = false;
        List<ReentrantLock> locks = tails.locks(streams);
        locks.forEach(ReentrantLock::lock);
        var open = db.committer().open();
        try {
            pending.chain(sealed, streams);
            pending.heads.forEach((stream, head) -> tails.queued(stream, head, entry.done()));
            entry.done().thenRun(pending::told);
            queued = true;
            db.committer().enqueue(entry);
            return entry.done();
        } finally {
            open.unlock();
            locks.forEach(ReentrantLock::unlock);
            if (!queued) {
                db.committer().release(entry);
            }
        }
    }

    /**
     * Sealed outside every lock, but for events of no aggregate, whose numbers come later. Their
     * key is made now: under the locks nothing may wait for the committer.
     */
    private List<byte[]> seal(List<OpenedEvent> events) {
        var sealed = new ArrayList<byte[]>(events.size());
        for (OpenedEvent event : events) {
            if (event.stream().equals(EventMessages.NO_STREAM)) {
                sealer.prepare(EventMessages.NO_STREAM);
                sealed.add(new byte[0]);
            } else {
                sealed.add(sealer.seal(event));
            }
        }
        return sealed;
    }

    @Override
    public @Nullable CompletableFuture<Void> pending(String stream) {
        return tails.pending(stream);
    }

    private final class Pending {
        private final List<OpenedEvent> events;
        private final List<StoredEvent> stored = new ArrayList<>();
        private final List<byte[]> previous = new ArrayList<>();
        private final Map<String, Head> heads = new LinkedHashMap<>();

        Pending(List<OpenedEvent> events) {
            this.events = events;
        }

        void chain(List<byte[]> sealed, Set<String> streams) {
            var ends = new LinkedHashMap<String, Head>();
            streams.forEach(tails::requireOpen);
            streams.forEach(stream -> ends.put(stream, tails.last(stream)));
            for (int i = 0; i < events.size(); i++) {
                OpenedEvent event = events.get(i);
                String stream = event.stream();
                Head last = ends.getOrDefault(stream, Tails.NONE);
                byte[] octets = sealed.get(i);
                long next = last.seq() + 1;
                if (stream.equals(EventMessages.NO_STREAM)) {
                    octets = sealer.seal(EventMessages.numbered(event, next));
                } else if (last.seq() < 0) {
                    // Axon lets a stream begin anywhere; ours begin at 0, as JournalCheck demands.
                    next = event.seq();
                } else if (event.seq() != next) {
                    throw new SequenceTaken(stream, event.seq(), last.seq());
                }
                byte[] hash = StoredEvent.chain(last.hash(), stream, next, octets);
                stored.add(new StoredEvent(stream, next, hash, octets));
                previous.add(last.hash());
                ends.put(stream, new Head(next, hash));
            }
            heads.putAll(ends);
        }

        void addTo(Batch batch) throws RocksDBException {
            for (int i = 0; i < stored.size(); i++) {
                StoredEvent event = stored.get(i);
                var step = new Rows.Step(event.stream(), event.seq(), events.get(i).header().at());
                batch.put(
                        Family.EVENTS,
                        Rows.eventKey(event.stream(), event.seq()),
                        Rows.event(event));
                batch.put(Family.ORDER, Keys.number(order.next()), Rows.step(step));
            }
            for (var head : heads.entrySet()) {
                batch.put(Family.HEADS, Keys.name(head.getKey()), Rows.head(head.getValue()));
            }
        }

        void written() {
            order.keep(stored.size());
            for (int i = 0; i < stored.size(); i++) {
                if (!events.get(i).stream().equals(EventMessages.NO_STREAM)) {
                    recent.add(events.get(i), previous.get(i), stored.get(i).hash());
                }
            }
            heads.forEach(tails::written);
        }

        /** After the callers are woken: a hint is for those who have time. */
        void told() {
            heads.forEach((stream, head) -> hints.moved(stream, head.seq()));
        }
    }
}
