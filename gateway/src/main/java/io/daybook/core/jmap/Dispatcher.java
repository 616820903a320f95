package io.daybook.core.jmap;

import io.daybook.core.AccountMoved;
import io.daybook.core.SeenHeads;
import io.daybook.core.Unavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the calls of a request, one after the other (RFC 8620 section 3.3). */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final OutageLog OUTAGES = new OutageLog(LOG);

    private final Map<String, Method> methods = new HashMap<>();
    private final RefusalNotes refusals;

    Dispatcher(Collection<Method> methods, RefusalWatch watch) {
        this.refusals = new RefusalNotes(watch);
        for (Method method : methods) {
            if (this.methods.put(method.name(), method) != null) {
                throw new IllegalArgumentException("two methods named " + method.name());
            }
        }
    }

    /** Runs every call; each writes its responses before the next one starts. */
    void run(Envelope envelope, Call call, ResponseWriter writer) {
        SeenHeads.during(() -> runAll(envelope, call, writer));
    }

    private void runAll(Envelope envelope, Call call, ResponseWriter writer) {
        var references = new ResultReferences(call.limits().maxSizeRequest());
        for (Envelope.Invocation invocation : envelope.calls()) {
            String callId = invocation.callId();
            var responses = writer.isFull() ? tooLarge() : run(invocation, call, references);
            for (Method.Response response : responses) {
                writer.write(response, callId, call.cause().requestId());
                references.add(callId, response);
                refusals.look(invocation, response, call);
            }
        }
    }

    private List<Method.Response> run(
            Envelope.Invocation invocation, Call call, ResultReferences references) {
        Method method = methods.get(invocation.name());
        // RFC 8620 section 3.3: a method counts only with its capability in `using`.
        if (method == null || !call.using().contains(method.capability())) {
            return error(MethodError.of("unknownMethod"));
        }
        return run(method, () -> references.resolve(invocation.arguments()), call);
    }

    /** A method within another: its name is one of ours, its arguments have no references. */
    List<Method.Response> carryOut(String name, ObjectNode arguments, Call call) {
        Method method = methods.get(name);
        if (method == null) {
            throw new IllegalArgumentException("no method " + name);
        }
        return run(method, () -> arguments, call);
    }

    private static List<Method.Response> run(
            Method method, Supplier<ObjectNode> arguments, Call call) {
        try {
            return method.call(arguments.get(), call);
        } catch (MethodException e) {
            return error(e.error());
        } catch (AccountMoved e) {
            return error(MethodError.moved("accountId", e.to()));
        } catch (Unavailable e) {
            OUTAGES.warn(call.cause().requestId(), method.name(), e);
            return error(
                    new MethodError(
                            "serverUnavailable",
                            "not there yet; try again in " + e.retrySeconds() + " s"));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} {} failed", call.cause().requestId(), method.name(), e);
            return error(serverFail(call.cause().requestId()));
        }
    }

    /** The text of an exception never reaches a client, a reference to the log does. */
    static MethodError serverFail(String reference) {
        return new MethodError("serverFail", "Something unforeseen; see the log: " + reference);
    }

    private static List<Method.Response> tooLarge() {
        return error(new MethodError("requestTooLarge", "the response is too large already"));
    }

    private static List<Method.Response> error(MethodError error) {
        return List.of(response(error));
    }

    static Method.Response response(MethodError error) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", error.type());
        if (error.description() != null) {
            json.put("description", error.description());
        }
        return new Method.Response("error", json);
    }
}
