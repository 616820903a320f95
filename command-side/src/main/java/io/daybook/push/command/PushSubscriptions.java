package io.daybook.push.command;

import io.daybook.push.PushCommand.ChangePushSubscriptions;
import io.daybook.push.PushCommand.EndPushSubscriptions;
import io.daybook.push.PushCommand.NoteVerificationSent;
import io.daybook.push.PushCommand.PushChanged;
import io.daybook.push.PushEvent;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The push subscriptions of a user: the aggregate that ties {@link PushDecider} to Axon. */
@Aggregate(
        type = "PushSubscriptions",
        repository = "pushRepository",
        commandTargetResolver = "commandStream")
public final class PushSubscriptions {
    @AggregateIdentifier private final String stream;
    private final PushState decided = new PushState();
    private long head = -1;

    /** For Axon, which looks for it; never called. */
    PushSubscriptions() {
        this("");
    }

    PushSubscriptions(String stream) {
        this.stream = stream;
    }

    String stream() {
        return stream;
    }

    long head() {
        return head;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PushChanged handle(ChangePushSubscriptions command) {
        return decide(decider -> decider.decide(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PushChanged handle(NoteVerificationSent command) {
        return decide(decider -> decider.decide(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PushChanged handle(EndPushSubscriptions command) {
        return decide(decider -> decider.decide(command));
    }

    /** While the stream is read; what is decided here has changed the state already. */
    void read(PushEvent event, long seq) {
        decided.evolve(event);
        head = seq;
    }

    @EventSourcingHandler
    void on(PushEvent event, @SequenceNumber long seq) {
        head = seq;
    }

    private PushChanged decide(Consumer<PushDecider> by) {
        var decider = new PushDecider(decided);
        by.accept(decider);
        decider.events().forEach(AggregateLifecycle::apply);
        return new PushChanged(head, decider.refused());
    }
}
