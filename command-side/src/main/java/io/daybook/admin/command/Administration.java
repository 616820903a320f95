package io.daybook.admin.command;

import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminCommand.Answer;
import io.daybook.admin.AdminCommand.Done;
import io.daybook.admin.AdminCommand.IssueAdminToken;
import io.daybook.admin.AdminCommand.IssueFirstAdminToken;
import io.daybook.admin.AdminCommand.RecordAdminAction;
import io.daybook.admin.AdminEvent;
import io.daybook.core.Decision.Accepted;
import io.daybook.core.Decision.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The administration: the aggregate that ties {@link AdminDecider} to Axon. There is one. */
@Aggregate(
        type = "Administration",
        repository = "administrationRepository",
        commandTargetResolver = "commandStream")
public final class Administration {
    private static final AdminDecider DECIDER = new AdminDecider();

    @AggregateIdentifier private final String stream;
    private final AdminState state = new AdminState();
    private long head = -1;

    /** For Axon, which looks for it; never called. */
    Administration() {
        this("");
    }

    Administration(String stream) {
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
    Answer handle(IssueAdminToken command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(IssueFirstAdminToken command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RecordAdminAction command) {
        return decide(command);
    }

    @EventSourcingHandler
    void on(AdminEvent event, @SequenceNumber long seq) {
        state.evolve(event);
        head = seq;
    }

    private Answer decide(AdminCommand command) {
        return switch (DECIDER.decide(command, state)) {
            case Refused<AdminEvent, Answer>(var answer) -> answer;
            case Accepted<AdminEvent, Answer>(var events) -> {
                events.forEach(AggregateLifecycle::apply);
                yield new Done(head);
            }
        };
    }
}
