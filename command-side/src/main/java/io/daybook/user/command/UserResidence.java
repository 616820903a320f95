package io.daybook.user.command;

import io.daybook.aggregate.Residence;
import io.daybook.core.DiskThreads;
import io.daybook.journal.Journal;
import io.daybook.user.UserEvent;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Users are folded anew for every command: their streams are short and commands rare. */
public final class UserResidence implements Residence<User> {
    private final EventStore events;
    private final Journal journal;

    public UserResidence(EventStore events, Journal journal) {
        this.events = events;
        this.journal = journal;
    }

    @Override
    public User enter(String stream) {
        journal.awaitQuiet(stream);
        return DiskThreads.call(() -> load(stream));
    }

    private User load(String stream) {
        var user = new User(stream);
        var history = events.readEvents(stream, 0);
        while (history.hasNext()) {
            var message = history.next();
            user.on((UserEvent) message.getPayload(), message.getSequenceNumber());
        }
        return user;
    }

    @Override
    public long head(User user) {
        return user.head();
    }

    @Override
    public void appended(String stream, User user, CompletableFuture<Void> durable) {
        // Nothing is kept.
    }

    @Override
    public CompletableFuture<Void> pending(User user) {
        // What was loaded was durable.
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void failed(String stream, User user) {
        // Nothing is kept.
    }
}
