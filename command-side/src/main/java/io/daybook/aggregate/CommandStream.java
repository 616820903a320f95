package io.daybook.aggregate;

import io.daybook.core.Command;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Finds the aggregate of a command by the stream that it names. */
public final class CommandStream implements CommandTargetResolver {
    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        if (command.getPayload() instanceof Command named) {
            return new VersionedAggregateIdentifier(named.stream(), null);
        }
        throw new IllegalArgumentException("names no stream: " + command.getCommandName());
    }
}
