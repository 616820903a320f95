package io.daybook.push.command;

import io.daybook.aggregate.Residence;
import io.daybook.core.DiskThreads;
import io.daybook.journal.Journal;
import io.daybook.push.PushEvent;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Push subscriptions are folded anew for every command: commands are rare. */
final class PushResidence implements Residence<PushSubscriptions> {
    private final EventStore events;
    private final Journal journal;

    PushResidence(EventStore events, Journal journal) {
        this.events = events;
        this.journal = journal;
    }

    @Override
    public PushSubscriptions enter(String stream) {
        journal.awaitQuiet(stream);
        return DiskThreads.call(() -> load(stream));
    }

    private PushSubscriptions load(String stream) {
        var subscriptions = new PushSubscriptions(stream);
        var history = events.readEvents(stream, 0);
        while (history.hasNext()) {
            var message = history.next();
            subscriptions.read((PushEvent) message.getPayload(), message.getSequenceNumber());
        }
        return subscriptions;
    }

    @Override
    public long head(PushSubscriptions subscriptions) {
        return subscriptions.head();
    }

    @Override
    public void appended(
            String stream, PushSubscriptions subscriptions, CompletableFuture<Void> durable) {
        // Nothing is kept.
    }

    @Override
    public CompletableFuture<Void> pending(PushSubscriptions subscriptions) {
        // What was loaded was durable.
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void failed(String stream, PushSubscriptions subscriptions) {
        // Nothing is kept.
    }
}
