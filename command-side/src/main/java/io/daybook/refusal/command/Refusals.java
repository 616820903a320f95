package io.daybook.refusal.command;

import io.daybook.refusal.NoteRefusals;
import io.daybook.refusal.RefusalEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The one stream of refusals. It decides nothing, so of the past it knows only where it ends. */
@Aggregate(
        type = "Refusals",
        repository = "refusalsRepository",
        commandTargetResolver = "commandStream")
public final class Refusals {
    @AggregateIdentifier private final String stream;
    private long head;

    /** For Axon, which looks for it; never called. */
    Refusals() {
        this("", -1);
    }

    Refusals(String stream, long head) {
        this.stream = stream;
        this.head = head;
    }

    String stream() {
        return stream;
    }

    long head() {
        return head;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Long handle(NoteRefusals command) {
        AggregateLifecycle.apply(command.refusals());
        return head;
    }

    @EventSourcingHandler
    void on(RefusalEvent event, @SequenceNumber long seq) {
        head = seq;
    }
}
