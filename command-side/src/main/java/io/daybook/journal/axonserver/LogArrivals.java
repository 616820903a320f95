package io.daybook.journal.axonserver;

import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals;
import io.daybook.journal.ArrivingStream;
import io.daybook.journal.KeyRing;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.CommitLog.Limits;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.journal.engine.StreamRegistry;
import io.daybook.journal.engine.StreamRegistry.Coming;
import io.daybook.journal.engine.StreamRegistry.Opened;
import io.daybook.journal.engine.StreamRegistry.Opening;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream arrives in an aggregate of its arrival, and has that from then on. What becomes of an
 * arrival is told by the registry; the log is told too, for those who follow it. Of an arrival that
 * is given up the events stay in the log, and no key of them is left.
 */
final class LogArrivals implements Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(LogArrivals.class);

    private final Parts parts;

    /** What the journal is made of. */
    record Parts(
            StreamRegistry registry,
            KeyRing keys,
            WrittenForms forms,
            AxonServerLog log,
            Appending appending,
            Ends ends,
            Hints hints,
            Clock clock) {}

    LogArrivals(Parts parts) {
        this.parts = parts;
    }

    /** Into the aggregate of the arrival. */
    private final class Writing implements ArrivingStream.Writing {
        private final String aggregate;

        Writing(String aggregate) {
            this.aggregate = aggregate;
        }

        @Override
        public void write(List<StoredEvent> portion) {
            parts.log().write(portion, aggregate, true);
        }

        @Override
        public List<List<StoredEvent>> portions(List<StoredEvent> events) {
            Limits most = parts.log().limits();
            var portions = new ArrayList<List<StoredEvent>>();
            var portion = new ArrayList<StoredEvent>();
            long octets = 0;
            for (StoredEvent event : events) {
                octets += event.sealed().length;
                if (!portion.isEmpty()
                        && (octets > most.octets() || portion.size() == most.events())) {
                    portions.add(portion);
                    portion = new ArrayList<>();
                    octets = event.sealed().length;
                }
                portion.add(event);
            }
            if (!portion.isEmpty()) {
                portions.add(portion);
            }
            return portions;
        }
    }

    /** The arrival is told first and the end is read then: {@link AxonServerLog#append}. */
    @Override
    public @Nullable Arrival begin(String stream, SecretKey key) {
        String id = UUID.randomUUID().toString();
        Coming other = parts.registry().begin(stream, id);
        if (other != null && isCutOff(other)) {
            abandon(stream);
            other = parts.registry().begin(stream, id);
        }
        if (other != null) {
            return null;
        }
        if (parts.log().lastOfName(stream) >= 0 || parts.keys().isDestroyed(stream)) {
            parts.registry().giveUp(stream, id);
            parts.registry().remove(stream, id);
            return null;
        }
        parts.keys().adopt(stream, key);
        return new ArrivingStream(
                stream, id, parts.forms(), new Writing(Places.arrival(stream, id)));
    }

    private boolean isCutOff(Coming coming) {
        return !coming.isOpen() && !parts.registry().alive().contains(coming.by());
    }

    @Override
    public void open(List<Arrival> all) {
        var opened = new ArrayList<Opened>();
        for (Arrival arrival : all) {
            var one = (ArrivingStream) arrival;
            opened.add(new Opened(one.stream(), one.id(), one.last()));
        }
        var opening = new Opening("opening " + UUID.randomUUID(), parts.registry().node(), opened);
        if (!parts.registry().open(opening)) {
            opened.forEach(one -> abandon(one.stream(), one.arrival()));
            throw new Unavailable(
                    "this node was taken for dead while streams arrived: nothing of them is kept");
        }
        for (Opened one : opened) {
            parts.ends().forget(one.stream());
            parts.hints().moved(one.stream(), one.head().seq());
        }
        announce(opening);
    }

    /** May be done more than once. */
    private void announce(Opening opening) {
        var event = OpeningForm.encode(opening, parts.registry().node(), parts.clock().millis());
        try {
            parts.appending().append(event.getAggregateIdentifier(), List.of(event));
        } catch (SequenceTaken e) {
            LOG.debug("{} was announced before", opening.id());
        }
        parts.registry().announced(opening.id());
    }

    @Override
    public void abandon(Arrival arrival) {
        abandon(arrival.stream(), ((ArrivingStream) arrival).id());
    }

    @Override
    public boolean isElsewhere(String stream) {
        Coming coming = parts.registry().coming(stream);
        return coming != null
                && !coming.isOpen()
                && !isCutOff(coming)
                && !parts.registry().node().equals(coming.by());
    }

    @Override
    public List<String> cutOff() {
        return parts.registry().unopened().stream()
                .filter(this::isCutOff)
                .map(Coming::stream)
                .toList();
    }

    @Override
    public void abandon(String stream) {
        Coming coming = parts.registry().coming(stream);
        if (coming != null && !coming.isOpen()) {
            abandon(stream, coming.id());
        }
    }

    /** The key goes unless it is another arrival's. */
    private void abandon(String stream, String id) {
        if (parts.registry().giveUp(stream, id)) {
            Coming coming = parts.registry().coming(stream);
            if (coming != null && coming.id().equals(id)) {
                parts.keys().forget(stream);
                parts.registry().remove(stream, id);
            }
        }
    }

    /** Of nodes that are gone; what a living one opens it finishes itself. */
    @Override
    public void recover() {
        for (Opening opening : parts.registry().unannounced()) {
            if (!parts.registry().alive().contains(opening.by())
                    && parts.registry().open(opening)) {
                announce(opening);
            }
        }
    }
}
