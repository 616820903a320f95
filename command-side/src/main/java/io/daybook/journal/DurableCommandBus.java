package io.daybook.journal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
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
 */
public final class DurableCommandBus implements CommandBus {
    private static final ScopedValue<CommitTicket> TICKET = ScopedValue.newInstance();

    private final CommandBus delegate;

    /** The delegate must handle commands on the dispatching thread, as Axon's simple bus does. */
    public DurableCommandBus(CommandBus delegate) {
        this.delegate = delegate;
        delegate.registerHandlerInterceptor(DurableCommandBus::attachTicket);
    }

    private static @Nullable Object attachTicket(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        TICKET.get().attachTo(unitOfWork);
        return chain.proceed();
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        var ticket = new CommitTicket();
        var answer = new Answer<C, R>();
        ScopedValue.where(TICKET, ticket).run(() -> delegate.dispatch(command, answer));
        answer.passOn(ticket, callback);
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

        @SuppressWarnings("unchecked")
        void passOn(CommitTicket ticket, CommandCallback<? super C, ? super R> callback) {
            if (command == null || result == null) {
                throw new IllegalStateException("the command was not handled on this thread");
            }
            Throwable failure = failure(ticket);
            if (failure == null || result.isExceptional()) {
                callback.onResult(command, result);
            } else {
                callback.onResult(
                        command, GenericCommandResultMessage.asCommandResultMessage(failure));
            }
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
