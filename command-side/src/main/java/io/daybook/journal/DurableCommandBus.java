package io.daybook.journal;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.daybook.core.Command;
import io.daybook.core.Unavailable;
import io.daybook.journal.engine.SequenceTaken;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.common.Registration;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command when what it appended is durable, or with the failure of its commit. The
 * aggregate's lock is released before: the caller's thread parks after the unit of work has ended.
 * A command that met a conflict is decided again, which only happens where several nodes write.
 */
public final class DurableCommandBus implements CommandBus {
    private static final ScopedValue<CommitTicket> TICKET = ScopedValue.newInstance();

    private static final int ATTEMPTS = 12;

    /** Doubled with every attempt; a random part of it is waited. */
    private static final long PAUSE = 1_000_000;

    private static final long LONGEST = 200_000_000;

    private final CommandBus delegate;
    private final Journal journal;

    /** The delegate must handle commands on the dispatching thread, as Axon's simple bus does. */
    public DurableCommandBus(CommandBus delegate, Journal journal) {
        this.delegate = delegate;
        this.journal = journal;
        delegate.registerHandlerInterceptor(this::begin);
    }

    private @Nullable Object begin(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        TICKET.get().attachTo(unitOfWork);
        if (unitOfWork.getMessage().getPayload() instanceof Command named) {
            journal.begin(unitOfWork, named.stream());
        }
        return chain.proceed();
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        for (int attempt = 1; ; attempt++) {
            var ticket = new CommitTicket();
            var answer = new Answer<C, R>();
            ScopedValue.where(TICKET, ticket).run(() -> delegate.dispatch(command, answer));
            var result = answer.whenDurable(ticket);
            if (!isConflict(result)) {
                callback.onResult(answer.command(), result);
                return;
            }
            if (attempt == ATTEMPTS) {
                var busy = new Unavailable("conflicts with other nodes, " + ATTEMPTS + " times");
                callback.onResult(answer.command(), asCommandResultMessage(busy));
                return;
            }
            LockSupport.parkNanos(
                    ThreadLocalRandom.current().nextLong(Math.min(LONGEST, PAUSE << attempt)));
        }
    }

    /** Whether another node was faster: decided on what is there now, the command may succeed. */
    private static boolean isConflict(CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            for (Throwable e = result.exceptionResult(); e != null; e = e.getCause()) {
                if (e instanceof SequenceTaken) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public Registration subscribe(
            String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return delegate.subscribe(commandName, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return delegate.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return delegate.registerDispatchInterceptor(interceptor);
    }

    private static final class Answer<C, R> implements CommandCallback<C, R> {
        private @Nullable CommandMessage<? extends C> command;
        private @Nullable CommandResultMessage<? extends R> result;

        @Override
        public void onResult(
                CommandMessage<? extends C> command, CommandResultMessage<? extends R> result) {
            this.command = command;
            this.result = result;
        }

        CommandMessage<? extends C> command() {
            return Objects.requireNonNull(command);
        }

        /** The answer once everything under the ticket is durable, or what kept it from that. */
        CommandResultMessage<? extends R> whenDurable(CommitTicket ticket) {
            if (result == null) {
                throw new IllegalStateException("the command was not handled on this thread");
            }
            Throwable failure = failure(ticket);
            return failure == null || result.isExceptional()
                    ? result
                    : asCommandResultMessage(failure);
        }

        private static @Nullable Throwable failure(CommitTicket ticket) {
            try {
                ticket.durable().join();
                return null;
            } catch (CompletionException e) {
                return e.getCause() == null ? e : e.getCause();
            } catch (CancellationException e) {
                return e;
            }
        }
    }
}
