package io.daybook.health;

import io.daybook.core.Probe;
import io.daybook.core.cluster.Node;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Route;
import io.daybook.core.jmap.Bus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two questions of a load balancer. {@code /health/live}: does the process answer at all? Only
 * who gets no answer should end it. {@code /health/ready}: is this node to be sent requests? 503
 * until it serves, while something essential is away, and from the moment it takes its leave on.
 * What is not essential makes it {@code degraded}, which is ready. Open to everybody, so it tells
 * no address, no version and nothing of any account.
 */
public final class Health {
    public static final String LIVE = "/health/live";
    public static final String READY = "/health/ready";

    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Node node;
    private final List<Probing> probes;
    private final Lag lag;
    private volatile Phase phase = Phase.STARTING;

    private enum Phase {
        STARTING,
        SERVING,
        LEAVING
    }

    /**
     * @param threads runs what may block
     */
    public Health(Node node, Collection<Probe> probes, Bus bus, Executor threads) {
        this.node = node;
        this.probes =
                probes.stream().map(probe -> new Probing(probe, threads, LIFE, PATIENCE)).toList();
        this.lag = new Lag(bus, threads);
    }

    /** Everything is there. */
    public void serves() {
        phase = Phase.SERVING;
    }

    /** Nothing more is to come here; what has come is still answered. */
    public void leaves() {
        phase = Phase.LEAVING;
    }

    public boolean isLeaving() {
        return phase == Phase.LEAVING;
    }

    public List<Route> routes() {
        return List.of(
                Route.open(LIVE, "GET", _ -> live()), Route.open(READY, "GET", _ -> ready()));
    }

    Answer live() {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("status", "live"));
    }

    Answer ready() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (phase != Phase.SERVING) {
            return Answer.json(503, json.put("status", name(phase)));
        }
        boolean isReady = true;
        boolean isDegraded = false;
        var checks = JsonNodeFactory.instance.objectNode();
        for (Probing probe : probes) {
            boolean isUp = probe.isUp();
            boolean isEssential = probe.probe().isEssential();
            isReady &= isUp || !isEssential;
            isDegraded |= !isUp && !isEssential;
            checks.put(probe.probe().name(), isUp ? "up" : "down");
        }
        var views = JsonNodeFactory.instance.objectNode();
        for (var follower : lag.followers()) {
            isDegraded |= follower.parked() > 0;
            views.putObject(follower.name())
                    .put("behind", follower.behind())
                    .put("eventsBehind", follower.eventsBehind())
                    .put("parked", follower.parked());
        }
        json.put("status", isReady ? isDegraded ? "degraded" : "ready" : "unready");
        json.put("node", node.name());
        var roles = json.putArray("roles");
        node.roles().stream().map(Health::name).sorted().forEach(roles::add);
        json.set("checks", checks);
        json.set("views", views);
        return Answer.json(isReady ? 200 : 503, json);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
