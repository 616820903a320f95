package io.daybook.journal.axonserver;

import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.engine.StreamPortions;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stored octets of all streams. Axon Server cannot list them, so they are counted up here. */
final class LogStreams implements StoredEvents {
    private final AxonServerLog log;
    private final Tracking tracking;
    private final MovedHeads heads;
    private final Duration patience;

    LogStreams(AxonServerLog log, Tracking tracking, MovedHeads heads, Duration patience) {
        this.log = log;
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
        heads.forEach(visitor);
    }

    @Override
    public SortedSet<String> streams() {
        var streams = new TreeSet<String>();
        forEachHead((stream, head) -> streams.add(stream));
        return streams;
    }
}
