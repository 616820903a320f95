package io.daybook.gateway;

import io.daybook.core.AccountId;
import io.daybook.core.Shares;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.admin.AdminApi;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Echo;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.transcript.TranscriptRunner;
import io.daybook.health.Health;
import io.daybook.push.web.Vapid;
import io.daybook.user.GetUser;
import io.daybook.user.signin.OwnTicketShelf;
import io.daybook.user.signin.Passwords;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.tcp.SslProvider;

/** A whole gateway on a free loopback port, with the other sides faked and one user, alice. */
public final class TestServer implements AutoCloseable {
    public static final UserId ALICE = UserId.of("alice@example.test");
    public static final AccountId ACCOUNT = new AccountId("alice1");
    public static final String PASSWORD = "correct horse";
    public static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (ALICE + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final String HASH = Passwords.hash(PASSWORD, new SecureRandom());

    private final String scheme;
    private final Site site;
    private final TurnedClock clock = new TurnedClock();
    private final Sockets sockets = new Sockets(Thread.ofVirtual()::start);
    private final Listener listener;
    private final FakeBlobs blobs = new FakeBlobs();

    public static TestServer start(FakeSides sides, Method... methods) {
        return start(sides, Limits.DEFAULT, Set.of(), methods);
    }

    public static TestServer start(
            FakeSides sides, Limits limits, Set<String> allowedOrigins, Method... methods) {
        return start(sides, limits, allowedOrigins, null, methods);
    }

    /** The same over TLS. */
    static TestServer encrypted(FakeSides sides, SslProvider tls, Method... methods) {
        return start(sides, Limits.DEFAULT, Set.of(), tls, methods);
    }

    private static TestServer start(
            FakeSides sides,
            Limits limits,
            Set<String> allowedOrigins,
            @Nullable SslProvider tls,
            Method... methods) {
        sides.answer(GetUser.class, GetUser.Answer.class, query -> user(query.user()));
        return new TestServer(sides, limits, allowedOrigins, tls, methods);
    }

    /** Alice as she is registered. */
    public static GetUser.Answer user(UserId user) {
        return user.equals(ALICE)
                ? new GetUser.UserView(user, ACCOUNT, List.of(), HASH, List.of(), 0)
                : new GetUser.NoSuchUser();
    }

    /** Alice once this account is open to her too. */
    public static GetUser.UserView with(VisibleAccount granted) {
        return new GetUser.UserView(ALICE, ACCOUNT, List.of(granted), HASH, List.of(), 1);
    }

    private TestServer(
            FakeSides sides,
            Limits limits,
            Set<String> allowedOrigins,
            @Nullable SslProvider tls,
            Method... methods) {
        scheme = tls == null ? "http" : "https";
        var all = new ArrayList<>(List.of(methods));
        all.add(new Echo());
        var random = new SecureRandom();
        site =
                new Site(
                        new Site.Parts(
                                all,
                                sides.bus(),
                                sides,
                                blobs,
                                limits,
                                clock,
                                random,
                                push(random),
                                new OwnTicketShelf(),
                                administration(sides.bus()),
                                new Site.Watches((_, _, _) -> {}, (_, _) -> {})),
                        Thread.ofVirtual()::start);
        site.start();
        var origins =
                new Origins(
                        null,
                        scheme,
                        "127.0.0.1",
                        InetAddress::isLoopbackAddress,
                        new Hosts(Set.of("localhost"))::know);
        var seam =
                new HttpSeam(
                        site.routes(),
                        site.doors(),
                        new Gate(allowedOrigins),
                        origins,
                        new RequestIds(random, Clock.systemUTC()),
                        sockets,
                        Thread.ofVirtual()::start,
                        Duration.ofSeconds(3));
        listener = new Listener(List.of(InetAddress.ofLiteral("127.0.0.1")), 0, tls, seam);
    }

    public URI uri(String path) {
        return URI.create(scheme + "://127.0.0.1:" + listener.port() + path);
    }

    public int port() {
        return listener.port();
    }

    private static Site.PushServices push(SecureRandom random) {
        return new Site.PushServices(
                new FakeVault(),
                Vapid.fresh(random),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                false,
                Shares.undivided());
    }

    /** Nobody administers this one. */
    private static Site.Administration administration(Bus bus) {
        return new Site.Administration(
                new AdminApi(List.of(), (_, _) -> {}),
                _ -> {
                    throw new ProblemException(Problem.of(401, "Unauthorized", "no token"));
                },
                new Health(Application.ALONE, List.of(), bus, Thread.ofVirtual()::start));
    }

    public TurnedClock clock() {
        return clock;
    }

    /** Where a WebSocket is. */
    public URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + listener.port() + path);
    }

    /** A request of alice's. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", AUTHORIZATION);
    }

    public TranscriptRunner transcripts(Map<String, TranscriptRunner.Given> givens) {
        return new TranscriptRunner(uri("/jmap/api"), AUTHORIZATION, ACCOUNT.value(), givens);
    }

    /** What the server stores blobs in. */
    public FakeBlobs blobs() {
        return blobs;
    }

    /** As when the server stops: the site first, then the sockets. */
    @Override
    public void close() {
        sockets.close();
        site.close();
        listener.close();
    }
}
