package io.daybook.core.jmap;

import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.SeenHeads;
import io.daybook.core.Unavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryGateway;

/**
 * The one way from the gateway to the other sides. Every command carries its cause. What fails
 * comes out as it was thrown, or as {@link Unavailable} when trying again may help.
 */
public final class Bus {
    // Longer than any reader waits for a view: who waits so long waits for something that is stuck.
    private static final int PATIENCE_SECONDS = 120;

    private final CommandGateway commands;
    private final QueryGateway queries;

    public Bus(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Answers a query, waiting for what it must see. */
    public <R> R query(Object query, Class<R> answer) {
        return await(queries.query(query, ResponseTypes.instanceOf(answer)), query);
    }

    /** Carries out a command; its events are durable when this returns. */
    public <R> R command(Command command, Cause cause, Class<R> answer) {
        var message = new GenericCommandMessage<>(command, MetaData.from(cause.metadata()));
        try {
            CompletableFuture<Object> result = commands.send(message);
            return answer.cast(await(result, command));
        } finally {
            SeenHeads.forget();
        }
    }

    private static <R> R await(CompletableFuture<R> result, Object of) {
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Unavailable("no answer in time to " + of.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server stops");
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        // Every command and query has its handler from the start on; it goes when the server stops.
        if (cause instanceof NoHandlerForCommandException
                || cause instanceof NoHandlerForQueryException) {
            return new Unavailable("the server stops: " + cause.getMessage());
        }
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(cause);
    }
}
