package io.daybook.user.command;

import io.daybook.core.Decision.Accepted;
import io.daybook.core.Decision.Refused;
import io.daybook.user.UserCommand;
import io.daybook.user.UserCommand.AddAppPassword;
import io.daybook.user.UserCommand.Answer;
import io.daybook.user.UserCommand.ChangePassword;
import io.daybook.user.UserCommand.Done;
import io.daybook.user.UserCommand.GrantAccount;
import io.daybook.user.UserCommand.RegisterUser;
import io.daybook.user.UserCommand.RevokeAppPassword;
import io.daybook.user.UserCommand.WithdrawAccount;
import io.daybook.user.UserEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A user: the aggregate that ties {@link UserDecider} to Axon. Answers for unknown users too. */
@Aggregate(type = "User", repository = "userRepository", commandTargetResolver = "commandStream")
public final class User {
    private static final UserDecider DECIDER = new UserDecider();

    @AggregateIdentifier private final String stream;
    private final UserState state = new UserState();
    private long head = -1;

    /** For Axon, which looks for it; never called. */
    User() {
        this("");
    }

    User(String stream) {
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
    Answer handle(RegisterUser command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(ChangePassword command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(AddAppPassword command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(RevokeAppPassword command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(GrantAccount command) {
        return decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(WithdrawAccount command) {
        return decide(command);
    }

    @EventSourcingHandler
    void on(UserEvent event, @SequenceNumber long seq) {
        state.evolve(event);
        head = seq;
    }

    private Answer decide(UserCommand command) {
        return switch (DECIDER.decide(command, state)) {
            case Refused<UserEvent, Answer>(var answer) -> answer;
            case Accepted<UserEvent, Answer>(var events) -> {
                events.forEach(AggregateLifecycle::apply);
                yield new Done(head);
            }
        };
    }
}
