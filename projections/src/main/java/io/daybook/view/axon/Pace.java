package io.daybook.view.axon;

import io.daybook.core.Command;
import io.daybook.view.Followers;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Holds up a command for a stream that its views cannot keep pace with, before anything of the
 * aggregate is locked: the thread that brings it helps them first.
 */
final class Pace implements MessageDispatchInterceptor<CommandMessage<?>> {
    private final Followers followers;

    Pace(Followers followers) {
        this.followers = followers;
    }

    @Override
    public CommandMessage<?> handle(CommandMessage<?> message) {
        if (message.getPayload() instanceof Command command) {
            followers.makeRoom(command.stream());
        }
        return message;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        return (_, message) -> handle(message);
    }
}
