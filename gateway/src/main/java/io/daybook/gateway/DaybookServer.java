package io.daybook.gateway;

import io.daybook.admin.access.AdminTokens;
import io.daybook.blob.BlobStore;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.Traffic;
import io.daybook.core.cluster.Node;
import io.daybook.core.cluster.Node.Role;
import io.daybook.core.http.Routes;
import io.daybook.core.jmap.Bus;
import io.daybook.demo.DemoMail;
import io.daybook.health.Health;
import io.daybook.launch.Access;
import io.daybook.launch.Drain;
import io.daybook.launch.HttpAddress;
import io.daybook.launch.Login;
import io.daybook.launch.Product;
import io.daybook.launch.ServeOptions;
import io.daybook.launch.Server;
import io.daybook.launch.Tls;
import io.daybook.submission.relay.RelayPolicy;
import io.daybook.user.signin.AccountAccess;
import io.daybook.user.signin.Users;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.netty.ChannelBindException;

/** The server behind {@code ./daybook serve}: starts, says so in one line, serves, stops. */
public final class DaybookServer implements Server {
    private static final int FAILED = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FAREWELL_SECONDS = 20;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public int run(ServeOptions options) throws Exception {
        var hook = new Thread(() -> stopAndWait(options.drain()), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var context = start(options)) {
            return serve(options, context);
        } catch (RuntimeException e) {
            String advice = advice(e, options);
            if (advice == null) {
                throw e;
            }
            err.println("daybook: " + advice);
            return FAILED;
        } finally {
            stopped.countDown();
        }
    }

    private static ConfigurableApplicationContext start(ServeOptions options) {
        return Application.start(
                options.product(),
                properties(options),
                context -> registerSmartHost(options, context));
    }

    private static Map<String, Object> properties(ServeOptions options) {
        var url = options.publicUrl();
        return Map.of(
                "daybook.push.private",
                options.pushToPrivateAddresses(),
                "daybook.push.contact",
                url != null && "https".equals(url.getScheme()) ? url.toString() : "",
                "daybook.retention.days",
                options.retentionDays(),
                "daybook.anchor.every",
                options.anchorEvery().toString());
    }

    private static void registerSmartHost(
            ServeOptions options, ConfigurableApplicationContext context) {
        var smartHost = options.smartHost();
        if (smartHost != null) {
            context.getBeanFactory().registerSingleton("smartHost", smartHost);
        }
    }

    private int serve(ServeOptions options, ConfigurableApplicationContext context)
            throws Exception {
        prepareUsers(options, context);
        var node = context.getBean(Node.class);
        var health = context.getBean(Health.class);
        var site = context.getBean(Site.class);
        var sockets = new Sockets(Thread.ofVirtual().name("socket-", 0)::start);
        // Closed from the last to the first: answers go out while there still are connections.
        try (var listener = listen(options, site, sockets, context);
                site;
                sockets;
                var sending = node.is(Role.WORKER) ? startSending(context) : null) {
            if (node.is(Role.WORKER)) {
                site.start();
            }
            showFirstToken(context);
            if (options.product() instanceof Product.Embedded(var data)
                    && options.tls() instanceof Tls.SelfSigned) {
                out.println(
                        "Clients can be told to trust the certificate "
                                + KeptCertificate.file(data)
                                + ", such as ./daybook import --trust with that file");
            }
            health.serves();
            out.println("Daybook is ready at " + url(options, listener.port()));
            out.flush();
            stop.await();
            new Leave(health, sending, context.getBean(Shares.class))
                    .announce(options.drain().notice());
        }
        return 0;
    }

    private static @Nullable RelayPolicy startSending(ConfigurableApplicationContext context) {
        RelayPolicy policy = context.getBeanProvider(RelayPolicy.class).getIfAvailable();
        if (policy != null) {
            policy.start();
        }
        return policy;
    }

    private void prepareUsers(ServeOptions options, ConfigurableApplicationContext context)
            throws Exception {
        var users =
                new Users(
                        context.getBean(Bus.class),
                        context.getBean(StreamHeads.class),
                        context.getBean(Clock.class),
                        context.getBean(SecureRandom.class),
                        context.getEnvironment()
                                .getProperty(
                                        "daybook.quota-octets", Long.class, Users.QUOTA_OCTETS));
        for (Login login : options.users()) {
            users.ensure(login.address(), login.password());
        }
        if (options.demo() && options.product() instanceof Product.Embedded(var data)) {
            prepareDemo(data, context, users);
        }
        options.access().forEach(access -> prepare(access, users.access()));
    }

    private void showFirstToken(ConfigurableApplicationContext context) {
        context.getBean(AdminTokens.class)
                .first()
                .ifPresent(token ->
                        out.println(
                                "Admin token, for the API under /admin and shown this once: "
                                        + token.text()));
    }

    private static void prepare(Access access, AccountAccess accounts) {
        switch (access.mode()) {
            case READ_WRITE -> accounts.open(access.account(), access.user(), false);
            case READ_ONLY -> accounts.open(access.account(), access.user(), true);
            case CLOSED -> accounts.close(access.account(), access.user());
        }
    }

    private void prepareDemo(Path data, ConfigurableApplicationContext context, Users users)
            throws IOException {
        var loader =
                new DemoLoader(
                        context.getBean(Bus.class),
                        context.getBean(BlobStore.class),
                        context.getBean(Clock.class));
        var random = context.getBean(SecureRandom.class);
        for (Login login : DemoLogins.of(data, DemoMail.USERS, random)) {
            loader.load(login.address(), users.ensure(login.address(), login.password()));
            out.println("Demo login: " + login.address() + " password " + login.password());
        }
    }

    private static Listener listen(
            ServeOptions options,
            Site site,
            Sockets sockets,
            ConfigurableApplicationContext context) {
        var files = certificate(options, context);
        var tls = files == null ? null : Encryption.of(files);
        HttpAddress http = options.http();
        var publicUrl = options.publicUrl();
        var origins =
                new Origins(
                        publicUrl == null ? null : publicUrl.toString(),
                        scheme(options),
                        http.authority(),
                        peer -> options.trustedProxies().stream().anyMatch(it -> it.contains(peer)),
                        Hosts.of(http, files == null ? null : files.certificate())::know);
        var health = context.getBean(Health.class);
        boolean answers = context.getBean(Node.class).is(Role.GATEWAY);
        var seam =
                new HttpSeam(
                        answers ? site.routes() : new Routes(health.routes()),
                        site.doors(),
                        new Gate(new HashSet<>(options.allowedOrigins())),
                        origins,
                        new RequestIds(
                                context.getBean(SecureRandom.class), context.getBean(Clock.class)),
                        sockets,
                        context.getBean(Traffic.class)
                                .counting(Thread.ofVirtual().name("request-", 0)::start),
                        PATIENCE,
                        health::isLeaving);
        return new Listener(http.addresses(), http.port(), tls, seam, options.drain().grace());
    }

    private static Tls.@Nullable Files certificate(
            ServeOptions options, ConfigurableApplicationContext context) {
        return switch (options.product()) {
            case Product.Embedded(var data) ->
                    Encryption.files(
                            options.tls(),
                            data,
                            context.getBean(Clock.class),
                            context.getBean(SecureRandom.class));
            case Product.Cluster _ -> options.tls() instanceof Tls.Files files ? files : null;
        };
    }

    private static String scheme(ServeOptions options) {
        return options.tls() instanceof Tls.None ? "http" : "https";
    }

    private static String url(ServeOptions options, int port) {
        HttpAddress http = options.http();
        return scheme(options)
                + "://"
                + new HttpAddress(http.host(), http.addresses(), port).authority();
    }

    /**
     * What the operator can do about it, in one line; null when nobody could have known. An
     * exception type of Daybook's own that ends the start is written for the operator.
     */
    private static @Nullable String advice(Throwable failure, ServeOptions options) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChannelBindException) {
                HttpAddress http = options.http();
                return "cannot listen on "
                        + http.authority()
                        + ", which another program has or this machine has not; name another address or port with --http, such as --http "
                        + new HttpAddress(http.host(), http.addresses(), other(http.port()))
                                .authority();
            }
        }
        return Application.advice(failure);
    }

    private static int other(int port) {
        return port >= 65535 ? port - 1 : port + 1;
    }

    /** SIGTERM and Ctrl-C: what is under way is finished first. */
    private void stopAndWait(Drain drain) {
        stop.countDown();
        try {
            var longest = drain.notice().plus(drain.grace()).plusSeconds(FAREWELL_SECONDS);
            stopped.await(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
