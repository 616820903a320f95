package io.daybook.journal.engine;

import io.daybook.core.StreamHeads;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MemorySnapshotStore;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** A journal that takes everything and keeps nothing. */
final class NoJournal implements OpenJournal {
    private final KeyRing keys = new OneKey(TestEvents.newKey());

    @Override
    public KeyRing keys() {
        return keys;
    }

    @Override
    public Sealer sealer() {
        return new Sealer(keys, new Seal(new SecureRandom()));
    }

    @Override
    public StoredEvents stored() {
        return new NoEvents();
    }

    @Override
    public StreamHeads heads() {
        return new NoHeads();
    }

    @Override
    public Departures departures() {
        return new NoDepartures();
    }

    @Override
    public Arrivals arrivals() {
        return new NoArrivals();
    }

    @Override
    public SnapshotStore snapshots() {
        return new MemorySnapshotStore();
    }

    @Override
    public JournalEngine.Parts parts() {
        return new JournalEngine.Parts(
                new NoQueue(),
                new NoStreams(),
                new NoOrder(),
                new NoSnapshots(),
                OtherNodes.none());
    }

    @Override
    public void close() {}

    private static final class NoEvents implements StoredEvents {
        @Override
        public List<StoredEvent> read(String stream, long from) {
            return List.of();
        }

        @Override
        public @Nullable Head head(String stream) {
            return null;
        }

        @Override
        public void forEachHead(HeadVisitor visitor) {}

        @Override
        public SortedSet<String> streams() {
            return new TreeSet<>();
        }
    }

    private static final class NoHeads implements StreamHeads {
        @Override
        public long head(String stream) {
            return -1;
        }

        @Override
        public void forEach(Visitor visitor) {}

        @Override
        public Subscription onMoved(Visitor listener) {
            return () -> {};
        }
    }

    private static final class NoDepartures implements Departures {
        @Override
        public void free(String stream) {}

        @Override
        public boolean isHeld(String stream) {
            return false;
        }

        @Override
        public StoredEvents.@Nullable Head hold(String stream) {
            return null;
        }

        @Override
        public void release(String stream) {}

        @Override
        public void leave(String stream, String to) {}

        @Override
        public boolean comeBack(String stream) {
            return false;
        }

        @Override
        public @Nullable String leftTo(String stream) {
            return null;
        }

        @Override
        public void requireHere(String stream) {}
    }

    private static final class NoArrivals implements Arrivals {
        @Override
        public boolean isElsewhere(String stream) {
            return false;
        }

        @Override
        public Arrival begin(String stream, SecretKey key) {
            return new NoArrival(stream);
        }

        @Override
        public void open(List<Arrival> arrivals) {}

        @Override
        public void abandon(Arrival arrival) {}

        @Override
        public List<String> cutOff() {
            return List.of();
        }

        @Override
        public void abandon(String stream) {}

        @Override
        public void recover() {}
    }

    private record NoArrival(String stream) implements Arrivals.Arrival {
        @Override
        public long next() {
            return 0;
        }

        @Override
        public byte[] lastHash() {
            return StoredEvent.start();
        }

        @Override
        public void add(List<StoredEvent> events) {}
    }

    private static final class NoQueue implements AppendQueue {
        @Override
        public CompletableFuture<Void> append(List<OpenedEvent> events) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public @Nullable CompletableFuture<Void> pending(String stream) {
            return null;
        }
    }

    private static final class NoStreams implements StreamReader {
        @Override
        public Stream<DomainEventData<byte[]>> read(String stream, long from) {
            return Stream.empty();
        }

        @Override
        public long last(String stream) {
            return -1;
        }
    }

    private static final class NoOrder implements TrackedEvents {
        @Override
        public Stream<TrackedEventData<byte[]>> after(@Nullable TrackingToken token) {
            return Stream.empty();
        }

        @Override
        public @Nullable TrackingToken tail() {
            return null;
        }

        @Override
        public @Nullable TrackingToken head() {
            return null;
        }

        @Override
        public @Nullable TrackingToken at(Instant instant) {
            return null;
        }
    }

    private static final class NoSnapshots implements SmallSnapshots {
        @Override
        public void store(OpenedEvent snapshot) {}

        @Override
        public Optional<DomainEventData<byte[]>> latest(String stream) {
            return Optional.empty();
        }
    }
}
