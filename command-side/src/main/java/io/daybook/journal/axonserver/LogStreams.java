package io.daybook.journal.axonserver;

import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.engine.StreamPortions;
import io.daybook.journal.engine.StreamRegistry;
import io.daybook.journal.engine.StreamRegistry.Coming;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored octets of all streams. Axon Server cannot list them, so they are counted up here. */
final class LogStreams implements StoredEvents {
    private final AxonServerLog log;
    private final Tracking tracking;
    private final MovedHeads heads;
    private final StreamRegistry registry;
    private final Duration patience;

    LogStreams(
            AxonServerLog log,
            Tracking tracking,
            MovedHeads heads,
            StreamRegistry registry,
            Duration patience) {
        this.log = log;
        this.registry = registry;
        this.tracking = tracking;
        this.heads = heads;
        this.patience = patience;
    }

    @Override
    public List<StoredEvent> read(String stream, long from) {
        return log.portion(stream, from, StreamPortions.MOST).events();
    }

    @Override
    public @Nullable Head head(String stream) {
        return log.head(stream);
    }

    /** Every end as it is now, or later. */
    @Override
    public void forEachHead(HeadVisitor visitor) {
        heads.await(tracking.last(), patience);
        // Something in the aggregate of such a name came too late, and nobody was told of it.
        Set<String> coming =
                registry.unopened().stream().map(Coming::stream).collect(Collectors.toSet());
        heads.forEach((stream, head) -> {
            if (!coming.contains(stream)) {
                visitor.visit(stream, head);
            }
        });
    }

    @Override
    public SortedSet<String> streams() {
        var streams = new TreeSet<String>();
        forEachHead((stream, head) -> streams.add(stream));
        return streams;
    }
}
