package io.daybook.aggregate;

import io.daybook.journal.CommitTicket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateScopeDescriptor;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.jspecify.annotations.Nullable;

/**
 * Axon's repository for aggregates whose decisions wait for no disk. The stream is locked while one
 * unit of work decides and queues its events, not while they become durable: with a {@link
 * CommitTicket} the next command of the stream is decided meanwhile. A command that appends nothing
 * takes over what the state that it saw still waits for.
 */
public final class StreamRepository<T> implements Repository<T> {
    private static final String RESOURCE = StreamRepository.class.getName() + ":";

    private final Class<T> type;
    private final AggregateModel<T> model;
    private final Residence<T> residence;
    private final EventBus events;
    private final StreamLocks locks = new StreamLocks();

    public StreamRepository(Class<T> type, Residence<T> residence, EventBus events) {
        this.type = type;
        this.model = AnnotatedAggregateMetaModelFactory.inspectAggregate(type);
        this.residence = residence;
        this.events = events;
    }

    /** One aggregate in one unit of work. */
    private record Visit<T>(T root, Aggregate<T> aggregate, long head) {}

    /**
     * @throws AggregateNotFoundException when the stream is empty
     */
    @Override
    public Aggregate<T> load(String stream) {
        Visit<T> visit = visit(stream);
        if (residence.head(visit.root()) < 0) {
            throw new AggregateNotFoundException(stream, "there is no " + stream);
        }
        return visit.aggregate();
    }

    @Override
    public Aggregate<T> load(String stream, @Nullable Long expectedVersion) {
        if (expectedVersion != null) {
            throw new UnsupportedOperationException("commands carry their own conditions");
        }
        return load(stream);
    }

    @Override
    public Aggregate<T> loadOrCreate(String stream, Callable<T> factory) {
        return visit(stream).aggregate();
    }

    /** Refused: an aggregate begins with a command that names its stream. */
    @Override
    public Aggregate<T> newInstance(Callable<T> factory) {
        throw new UnsupportedOperationException("the stream of the new aggregate is not known");
    }

    @Override
    public void send(Message<?> message, ScopeDescriptor scope) throws Exception {
        if (scope instanceof AggregateScopeDescriptor aggregate && canResolve(scope)) {
            load(aggregate.getIdentifier().toString()).handle(message);
        }
    }

    @Override
    public boolean canResolve(ScopeDescriptor scope) {
        return scope instanceof AggregateScopeDescriptor aggregate
                && aggregate.getType().equals(model.type());
    }

    private Visit<T> visit(String stream) {
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        Visit<T> known = work.getResource(RESOURCE + stream);
        if (known != null) {
            return known;
        }
        locks.lock(stream);
        work.onCleanup(any -> locks.unlock(stream));
        T root = residence.enter(stream);
        long head = residence.head(root);
        var aggregate =
                EventSourcedAggregate.reconstruct(
                        root, model, head, false, events, NoSnapshotTriggerDefinition.TRIGGER);
        var visit = new Visit<>(root, aggregate, head);
        work.resources().put(RESOURCE + stream, visit);
        CommitTicket ticket = CommitTicket.current();
        work.onRollback(any -> rolledBack(stream, visit));
        work.afterCommit(any -> committed(stream, visit, ticket));
        return visit;
    }

    private void rolledBack(String stream, Visit<T> visit) {
        if (residence.head(visit.root()) != visit.head()) {
            residence.failed(stream, visit.root());
        }
    }

    private void committed(String stream, Visit<T> visit, @Nullable CommitTicket ticket) {
        T root = visit.root();
        if (residence.head(root) == visit.head()) {
            if (ticket != null && !residence.pending(root).isDone()) {
                ticket.follow(residence.pending(root));
            }
            return;
        }
        CompletableFuture<Void> durable =
                ticket == null ? CompletableFuture.completedFuture(null) : ticket.durable();
        residence.appended(stream, root, durable);
        durable.whenComplete((done, failure) -> {
            if (failure != null) {
                residence.failed(stream, root);
            }
        });
    }

    @Override
    public String toString() {
        return "repository of " + type.getSimpleName();
    }
}
