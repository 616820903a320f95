package io.daybook.core.jmap;

import io.daybook.core.Cause;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignedIn;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** The API resource (RFC 8620 section 3.1). */
public final class Api implements Endpoint {
    private final Dispatcher dispatcher;
    private final Set<String> capabilities;
    private final Limits limits;
    private final SessionState session;
    private final Bus bus;
    private final StreamHeads heads;
    private final Clock clock;
    private final RandomGenerator random;
    private final Crowd<UserId> crowd;
    private final Memory memory;

    /** Tells the current state of the session that a request belongs to. */
    @FunctionalInterface
    public interface SessionState {
        String of(Request request);
    }

    public Api(
            Collection<Method> methods,
            Set<String> capabilities,
            Limits limits,
            SessionState session,
            Bus bus,
            StreamHeads heads,
            Clock clock,
            RandomGenerator random,
            RefusalWatch refusals) {
        this.dispatcher = new Dispatcher(methods, refusals);
        this.capabilities = Set.copyOf(capabilities);
        this.limits = limits;
        this.session = session;
        this.bus = bus;
        this.heads = heads;
        this.clock = clock;
        this.random = random;
        this.crowd = new Crowd<>(limits.maxConcurrentRequests());
        this.memory = new Memory(Runtime.getRuntime().maxMemory() / 3);
    }

    @Override
    public Answer answer(Request request) {
        if (!StrictJson.isType(request.header("Content-Type"))) {
            // RFC 8620 section 3.6.1: another content type is notJSON.
            return Problem.jmap("notJSON", "The content type is not application/json.").answer();
        }
        if (request.contentLength() > limits.maxSizeRequest()) {
            return tooLarge().answer();
        }
        UserId user = request.user().user();
        if (!enter(user)) {
            return crowded().answer();
        }
        try {
            byte[] body = request.body().readAll(limits.maxSizeRequest());
            if (body == null) {
                return tooLarge().answer();
            }
            try (var _ = memory.take(body.length)) {
                return Answer.json(run(request, parse(body), new ResponseWriter()));
            }
        } finally {
            leave(user);
        }
    }

    /** Whether the user may have another request under way; who entered must leave. */
    public boolean enter(UserId user) {
        return crowd.enter(user);
    }

    public void leave(UserId user) {
        crowd.leave(user);
    }

    /** The problem of a request that could not enter. */
    public Problem crowded() {
        String detail = "This user has " + limits.maxConcurrentRequests() + " requests open.";
        return Problem.limit(429, "maxConcurrentRequests", detail).with("Retry-After", "1");
    }

    /** The memory that reading and answering a text of this size may take. */
    public Memory.Taken take(int octets) {
        return memory.take(octets);
    }

    /**
     * @throws ProblemException notJSON
     */
    public static JsonNode parse(byte[] body) {
        try {
            return StrictJson.read(body);
        } catch (StrictJson.NotJson e) {
            throw new ProblemException(Problem.jmap("notJSON", String.valueOf(e.getMessage())));
        }
    }

    /**
     * Carries out a Request object that came as a message of its own; the response begins with the
     * members given.
     *
     * @throws ProblemException notRequest, unknownCapability or limit
     */
    public byte[] carryOut(Request request, JsonNode body, Map<String, String> members) {
        return run(request, body, new ResponseWriter(members));
    }

    private byte[] run(Request request, JsonNode body, ResponseWriter writer) {
        SignedIn user = request.user();
        var envelope = Envelope.of(body, capabilities, limits.maxCallsInRequest());
        var cause =
                new Cause(
                        user.user().value(),
                        "jmap",
                        request.client().getHostAddress(),
                        request.agent(),
                        request.id());
        var call =
                new RequestCall(
                        user,
                        envelope,
                        cause,
                        clock.instant(),
                        limits,
                        random,
                        bus,
                        heads,
                        dispatcher);
        dispatcher.run(envelope, call, writer);
        Map<String, String> createdIds = envelope.createdIds() == null ? null : call.createdIds();
        return writer.finish(createdIds, session.of(request));
    }

    private Problem tooLarge() {
        String detail = "A request may have " + limits.maxSizeRequest() + " octets.";
        return Problem.limit(400, "maxSizeRequest", detail);
    }
}
