package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;

/** The snapshots that Axon's own repositories write of small aggregates: the latest of a stream. */
public interface SmallSnapshots {
    /** Keeps the snapshot, unless a later one is there. */
    void store(OpenedEvent snapshot);

    Optional<DomainEventData<byte[]>> latest(String stream);
}
