package io.daybook.gateway;

import io.daybook.core.SeenHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Doors;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Route;
import io.daybook.core.http.Routes;
import io.daybook.core.jmap.OutageLog;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The one seam between the network's few threads, which never block, and blocking code, which runs
 * on a virtual thread for each request. Whatever goes wrong leaves as a problem (RFC 7807).
 */
final class HttpSeam implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSeam.class);
    private static final OutageLog OUTAGES = new OutageLog(LOG);
    private static final int MOST_AT_ONCE = 4096;

    private final Routes routes;
    private final Doors doors;
    private final Gate gate;
    private final Origins origins;
    private final RequestIds ids;
    private final Sockets sockets;
    private final Executor threads;
    private final Duration patience;
    private final BooleanSupplier leaving;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    /** Of a server that ends its connections only when it closes. */
    HttpSeam(
            Routes routes,
            Doors doors,
            Gate gate,
            Origins origins,
            RequestIds ids,
            Sockets sockets,
            Executor threads,
            Duration patience) {
        this(routes, doors, gate, origins, ids, sockets, threads, patience, () -> false);
    }

    /**
     * @param sockets keeps the connections that become WebSockets
     * @param threads starts a thread for each request
     * @param patience how long a body may take besides its least speed
     * @param leaving whether the server takes its leave, so that each connection ends with its next
     *     answer
     */
    HttpSeam(
            Routes routes,
            Doors doors,
            Gate gate,
            Origins origins,
            RequestIds ids,
            Sockets sockets,
            Executor threads,
            Duration patience,
            BooleanSupplier leaving) {
        this.routes = routes;
        this.doors = doors;
        this.gate = gate;
        this.origins = origins;
        this.ids = ids;
        this.sockets = sockets;
        this.threads = threads;
        this.patience = patience;
        this.leaving = leaving;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest http, ServerHttpResponse response) {
        var request = new WebRequest(http, origins, ids.next(), patience);
        var writer = new AnswerWriter(response, request.method().equals("HEAD"), sockets);
        Executor network = network(http);
        return Mono.<Answer>create(sink ->
                        begin(
                                request,
                                writer,
                                answer -> network.execute(() -> sink.success(answer))))
                .flatMap(writer::write);
    }

    /** The thread of the connection: answers go back to it, so that all of HTTP happens there. */
    private static Executor network(ServerHttpRequest http) {
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(http);
        var found = new AtomicReference<Executor>(Runnable::run);
        request.withConnection(connection -> found.set(connection.channel().eventLoop()));
        return Objects.requireNonNull(found.get());
    }

    /** A body that arrives with its request is there before the thread is. */
    private void begin(WebRequest request, AnswerWriter writer, Consumer<Answer> reply) {
        Runnable work =
                () -> {
                    if (room.tryAcquire()) {
                        threads.execute(() -> work(request, writer, reply));
                    } else {
                        writer.closeAfterwards();
                        reply.accept(
                                Problem.busy(503, "The server has too much to do.", 2).answer());
                    }
                };
        if (request.hasBody() && request.header("Expect") == null) {
            request.arriving().receive(work);
        } else {
            work.run();
        }
    }

    private void work(WebRequest request, AnswerWriter writer, Consumer<Answer> reply) {
        Answer answer;
        try {
            answer = answer(request).with(gate.headers(request));
            if (!request.arriving().drain() || leaving.getAsBoolean()) {
                writer.closeAfterwards();
            }
        } catch (Throwable e) {
            // Whoever asked waits for an answer, and nobody else would give one.
            answer = unforeseen(request, e);
        } finally {
            room.release();
            request.arriving().close();
        }
        reply.accept(answer);
    }

    private Answer answer(WebRequest request) {
        try {
            return SeenHeads.answering(() -> route(request));
        } catch (ProblemException e) {
            return e.problem().answer();
        } catch (Unavailable e) {
            OUTAGES.warn(request.id(), request.path(), e);
            return Problem.busy(
                            503, "Something needed is not there yet; try again.", e.retrySeconds())
                    .answer();
        } catch (RuntimeException | StackOverflowError e) {
            return unforeseen(request, e);
        }
    }

    private Answer route(WebRequest request) {
        if (!request.isForUs()) {
            // RFC 9110 section 15.5.20: not a server for that name.
            return Problem.of(
                            421,
                            "Misdirected Request",
                            "This server does not go by the name in the Host header. Its operator"
                                    + " can name it with --public-url.")
                    .answer();
        }
        Answer preflight = gate.preflight(request);
        if (preflight != null) {
            return preflight;
        }
        Route route = routes.find(request.path());
        if (route == null) {
            return Problem.notFound().answer();
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Endpoint endpoint = route.endpoints().get(method);
        if (endpoint == null) {
            return notAllowed(route).answer();
        }
        Problem refusal = gate.refuse(request);
        if (refusal == null && isEncoded(request)) {
            refusal = Problem.unsupportedMediaType("Send the body without Content-Encoding.");
        }
        if (refusal != null) {
            return refusal.answer();
        }
        switch (route.access()) {
            case OPEN -> {}
            case SIGNED_IN -> request.signIn(doors.users().signIn(request));
            case TICKET -> request.signIn(doors.tickets().signIn(request));
            case ADMIN -> doors.admin().admit(request);
        }
        return endpoint.answer(request);
    }

    /** A compressed body could be a bomb, so none is taken. */
    private static boolean isEncoded(WebRequest request) {
        String encoding = request.header("Content-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static Problem notAllowed(Route route) {
        var methods = new TreeSet<>(route.endpoints().keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return Problem.of(405, "Method Not Allowed", "This resource answers other methods.")
                .with("Allow", String.join(", ", methods));
    }

    private static Answer unforeseen(WebRequest request, Throwable e) {
        LOG.error("{} {} {} failed", request.id(), request.method(), request.path(), e);
        return Problem.serverFail(request.id()).answer();
    }
}
