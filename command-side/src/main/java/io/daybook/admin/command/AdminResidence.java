package io.daybook.admin.command;

import io.daybook.admin.AdminEvent;
import io.daybook.aggregate.Residence;
import io.daybook.core.DiskThreads;
import io.daybook.journal.Journal;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * The one administration, kept once it was folded: its stream grows with every action, its state
 * does not.
 */
final class AdminResidence implements Residence<Administration> {
    private final EventStore events;
    private final Journal journal;
    private volatile @Nullable Resident resident;

    /**
     * @param durable when all that the aggregate took is durable
     */
    private record Resident(Administration aggregate, CompletableFuture<Void> durable) {}

    AdminResidence(EventStore events, Journal journal) {
        this.events = events;
        this.journal = journal;
    }

    @Override
    public Administration enter(String stream) {
        Resident known = resident;
        if (known != null) {
            return known.aggregate();
        }
        journal.awaitQuiet(stream);
        Administration loaded = DiskThreads.call(() -> load(stream));
        resident = new Resident(loaded, CompletableFuture.completedFuture(null));
        return loaded;
    }

    private Administration load(String stream) {
        var administration = new Administration(stream);
        var history = events.readEvents(stream, 0);
        while (history.hasNext()) {
            var message = history.next();
            administration.on((AdminEvent) message.getPayload(), message.getSequenceNumber());
        }
        return administration;
    }

    @Override
    public long head(Administration administration) {
        return administration.head();
    }

    @Override
    public void appended(
            String stream, Administration administration, CompletableFuture<Void> durable) {
        Resident known = resident;
        if (known != null && known.aggregate() == administration) {
            resident = new Resident(administration, durable);
        }
    }

    @Override
    public CompletableFuture<Void> pending(Administration administration) {
        Resident known = resident;
        return known != null && known.aggregate() == administration
                ? known.durable()
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void failed(String stream, Administration administration) {
        Resident known = resident;
        if (known != null && known.aggregate() == administration) {
            resident = null;
        }
    }
}
