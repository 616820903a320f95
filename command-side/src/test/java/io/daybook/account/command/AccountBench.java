package io.daybook.account.command;

import io.daybook.aggregate.CommandStream;
import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.DurableCommandBus;
import io.daybook.journal.Journal;
import io.daybook.journal.SnapshotStore;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** The command side of accounts on an engine, without Spring. */
public final class AccountBench {
    private final EventStore events;
    private final AccountResidence residence;
    private final CommandBus bus;

    public AccountBench(
            EventStore events, Journal journal, SnapshotStore snapshots, Executor executor) {
        this(events, journal, snapshots, executor, 64L << 20);
    }

    public AccountBench(
            EventStore events,
            Journal journal,
            SnapshotStore snapshots,
            Executor executor,
            long cacheOctets) {
        this.events = events;
        residence =
                new AccountResidence(
                        events,
                        journal,
                        snapshots,
                        new SnapshotWriting(snapshots, executor, Clock.systemUTC()),
                        cacheOctets);
        bus = new DurableCommandBus(SimpleCommandBus.builder().build(), journal);
        AggregateAnnotationCommandHandler.<MailAccount>builder()
                .aggregateType(MailAccount.class)
                .repository(new StreamRepository<>(MailAccount.class, residence, events))
                .commandTargetResolver(new CommandStream())
                .build()
                .subscribe(bus);
    }

    public AccountResidence residence() {
        return residence;
    }

    public EventStore events() {
        return events;
    }

    /** Sends a command and returns its answer; throws what it failed with. */
    @SuppressWarnings("unchecked")
    public <A> A send(Object command) {
        var callback = new FutureCallback<Object, Object>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), callback);
        var result = callback.join();
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(result.exceptionResult());
        }
        return (A) result.getPayload();
    }

    /** The account as the next command would meet it. */
    public AccountState state() {
        return residence.enter(TestAccount.ID.stream()).state();
    }
}
