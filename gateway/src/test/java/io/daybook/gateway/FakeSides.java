package io.daybook.gateway;

import io.daybook.core.Command;
import io.daybook.core.StreamHeads;
import io.daybook.core.jmap.Bus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;

/**
 * The other sides in memory, behind Axon's own buses: a test says what each query and command is
 * answered with, and moves streams by hand.
 */
public final class FakeSides implements StreamHeads {
    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queries = SimpleQueryBus.builder().build();
    private final Map<Class<?>, Registration> answers = new ConcurrentHashMap<>();
    private final Map<String, Long> heads = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Visitor> listeners = new CopyOnWriteArrayList<>();

    public Bus bus() {
        return new Bus(
                DefaultCommandGateway.builder().commandBus(commands).build(),
                DefaultQueryGateway.builder().queryBus(queries).build());
    }

    /**
     * Answers a query from now on, instead of what did before.
     *
     * @param answer the type that the query is answered with, as it is asked for
     */
    public <Q, R> FakeSides answer(Class<Q> query, Class<R> answer, Function<Q, R> with) {
        var before = answers.remove(query);
        if (before != null) {
            before.cancel();
        }
        var registration =
                queries.subscribe(
                        query.getName(),
                        answer,
                        (QueryMessage<?, R> message) ->
                                with.apply(query.cast(message.getPayload())));
        answers.put(query, registration);
        return this;
    }

    public <C extends Command> FakeSides carryOut(
            Class<C> command, Function<CommandMessage<?>, Object> by) {
        commands.subscribe(command.getName(), by::apply);
        return this;
    }

    /** Lets a stream move on by one, hinting as the journal does. */
    public void move(String stream) {
        long head = heads.merge(stream, 1L, Long::sum);
        listeners.forEach(listener -> listener.visit(stream, head));
    }

    @Override
    public long head(String stream) {
        return heads.getOrDefault(stream, -1L);
    }

    @Override
    public void forEach(Visitor visitor) {
        heads.forEach(visitor::visit);
    }

    @Override
    public Subscription onMoved(Visitor listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
