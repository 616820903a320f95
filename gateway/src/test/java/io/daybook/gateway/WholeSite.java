package io.daybook.gateway;

import io.daybook.admin.access.AdminTokens;
import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AdminApi;
import io.daybook.core.http.Route;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Method;
import io.daybook.user.signin.Users;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole Daybook in this very process, on a free loopback port: a test sees what is in it. */
final class WholeSite implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Site site;
    private final Sockets sockets = new Sockets(Thread.ofVirtual()::start);
    private final Listener listener;
    private final Users users;

    WholeSite(Path data) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        context =
                new SpringApplicationBuilder(DaybookApplication.class)
                        .properties(Map.of("daybook.data", data.toString()))
                        .registerShutdownHook(false)
                        .run();
        var random = context.getBean(SecureRandom.class);
        users =
                new Users(
                        context.getBean(Bus.class),
                        context.getBean(StreamHeads.class),
                        context.getBean(Clock.class),
                        random);
        site = context.getBean(Site.class);
        site.start();
        var seam =
                new HttpSeam(
                        site.routes(),
                        site.doors(),
                        new Gate(Set.of()),
                        new Origins(null, "http", "127.0.0.1", _ -> false),
                        new RequestIds(random, Clock.systemUTC()),
                        sockets,
                        Thread.ofVirtual()::start,
                        Duration.ofSeconds(20));
        listener = new Listener(List.of(InetAddress.ofLiteral("127.0.0.1")), 0, null, seam);
    }

    Users users() {
        return users;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.port() + path);
    }

    /** The names of all methods that are registered. */
    List<String> methods() {
        return context.getBeansOfType(Method.class).values().stream()
                .map(Method::name)
                .sorted()
                .toList();
    }

    AdminApi adminApi() {
        return context.getBean(AdminApi.class);
    }

    /** The admin token; only once. */
    String adminToken() {
        return context.getBean(AdminTokens.class).first().orElseThrow().text();
    }

    /** All events of a stream. */
    List<Object> events(String stream) {
        var events = context.getBean(EventStore.class).readEvents(stream);
        var all = new ArrayList<Object>();
        events.forEachRemaining(event -> all.add(event.getPayload()));
        return all;
    }

    List<Route> routes() {
        return site.routes().all();
    }

    @Override
    public void close() {
        sockets.close();
        site.close();
        listener.close();
        context.close();
    }
}
