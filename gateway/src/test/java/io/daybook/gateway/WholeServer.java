package io.daybook.gateway;

import io.daybook.admin.access.AdminTokens;
import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.Traffic;
import io.daybook.core.jmap.Bus;
import io.daybook.launch.Product;
import io.daybook.submission.relay.RelayPolicy;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.user.signin.AccountAccess;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server inside the test, with a clock that can be turned, on a free loopback port. */
public final class WholeServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Site site;
    private final Sockets sockets = new Sockets(Thread.ofVirtual()::start);
    private final Listener listener;

    /**
     * @param smartHost null for a server that cannot send
     */
    public static WholeServer start(Path data, Clock clock, @Nullable SmartHost smartHost) {
        return start(data, clock, smartHost, Map.of());
    }

    /**
     * @param more beans by name, instead of those that the server makes where there is none
     */
    public static WholeServer start(
            Path data, Clock clock, @Nullable SmartHost smartHost, Map<String, ?> more) {
        return start(new Product.Embedded(data), clock, smartHost, more);
    }

    /** A server of either product. */
    public static WholeServer start(
            Product product, Clock clock, @Nullable SmartHost smartHost, Map<String, ?> more) {
        return new WholeServer(
                Application.start(
                        product,
                        Map.of(),
                        fresh -> {
                            var beans = fresh.getBeanFactory();
                            beans.registerSingleton("turnedClock", clock);
                            more.forEach(beans::registerSingleton);
                            if (smartHost != null) {
                                beans.registerSingleton("smartHost", smartHost);
                            }
                        }));
    }

    private WholeServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.site = context.getBean(Site.class);
        site.start();
        var origins = new Origins(null, "http", "127.0.0.1", InetAddress::isLoopbackAddress);
        var seam =
                new HttpSeam(
                        site.routes(),
                        site.doors(),
                        new Gate(Set.of()),
                        origins,
                        new RequestIds(
                                context.getBean(SecureRandom.class), context.getBean(Clock.class)),
                        sockets,
                        context.getBean(Traffic.class).counting(Thread.ofVirtual()::start),
                        Duration.ofSeconds(20));
        this.listener = new Listener(List.of(InetAddress.ofLiteral("127.0.0.1")), 0, null, seam);
    }

    public String url() {
        return "http://127.0.0.1:" + listener.port();
    }

    /** The account of the user, made if need be, with a password that costs no time to check. */
    public AccountId user(String address, String password) {
        return Members.of(context).ensure(address, password);
    }

    /** Opens and closes accounts. */
    public AccountAccess access() {
        return Members.of(context).users().access();
    }

    /** A bean of the server. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The admin token; only once. */
    public String adminToken() {
        return context.getBean(AdminTokens.class).first().orElseThrow().text();
    }

    /** Every event of every stream. */
    public List<DomainEventMessage<?>> log() {
        var log = new ArrayList<DomainEventMessage<?>>();
        var store = context.getBean(EventStore.class);
        context.getBean(StreamHeads.class)
                .forEach((stream, _) -> store.readEvents(stream).forEachRemaining(log::add));
        return log;
    }

    public Bus bus() {
        return context.getBean(Bus.class);
    }

    public BlobStore blobs() {
        return context.getBean(BlobStore.class);
    }

    public RelayPolicy policy() {
        return context.getBean(RelayPolicy.class);
    }

    @Override
    public void close() {
        context.getBeanProvider(RelayPolicy.class).ifAvailable(RelayPolicy::close);
        sockets.close();
        site.close();
        listener.close();
        context.close();
    }
}
