package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.whole.StormClient.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients that write to the same accounts through all nodes, and what must be true afterwards. */
final class Storm {
    static final String PASSWORD = "storm";
    static final List<String> USERS = List.of("anna@storm.test", "bert@storm.test");

    private final Cluster cluster;
    private final Map<String, Ledger> ledgers = new HashMap<>();
    private final Map<String, ModelClient> models = new HashMap<>();

    /** The sort order of the inbox of each account, before anybody raised it. */
    private final Map<String, Integer> firstOrders = new HashMap<>();

    private final List<Thread> clients = new ArrayList<>();
    private final long seed;
    private int started;

    Storm(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.seed = seed;
        for (int i = 0; i < USERS.size(); i++) {
            String user = USERS.get(i);
            ledgers.put(user, new Ledger());
            JmapSession session = session(i % cluster.size(), user);
            firstOrders.put(user, inbox(session).get("sortOrder").asInt());
            // Fetches everything now, and only changes from here on.
            models.put(user, new ModelClient(session, new Random(seed + i)));
        }
    }

    /** What each user signs in by. */
    static List<String> logins() {
        return USERS.stream().map(user -> user + ":" + PASSWORD).toList();
    }

    private JmapSession session(int node, String user) {
        return JmapSession.open(cluster.url(node), user, PASSWORD);
    }

    /** Starts clients that go on for as long; each has an account and a node of its own. */
    Storm blow(int count, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (int i = 0; i < count; i++, started++) {
            String user = USERS.get(started % USERS.size());
            int first = started / USERS.size() % cluster.size();
            var client =
                    new StormClient(
                            "c" + started,
                            ledgers.get(user),
                            () -> anyFrom(first, user),
                            seed * 31 + started,
                            until);
            clients.add(Thread.ofVirtual().start(client));
        }
        return this;
    }

    /** The node itself, or the next one that runs: as behind a load balancer. */
    private JmapSession anyFrom(int first, String user) {
        for (int i = 0; i < cluster.size(); i++) {
            int node = (first + i) % cluster.size();
            if (cluster.isRunning(node)) {
                return session(node, user);
            }
        }
        throw new IllegalStateException("no node runs");
    }

    /** Waits for the end of all clients. */
    Storm calm() throws InterruptedException {
        for (Thread client : clients) {
            client.join();
        }
        clients.clear();
        return this;
    }

    /** How many messages were acknowledged. */
    int imported() {
        return ledgers.values().stream().mapToInt(it -> it.imported.size()).sum();
    }

    /** How often a condition held, and the counter was raised. */
    int raised() {
        return ledgers.values().stream().mapToInt(it -> it.raised.get()).sum();
    }

    /** Errors that clients were told, by type. */
    Map<String, Integer> errors() {
        var all = new HashMap<String, Integer>();
        ledgers.values()
                .forEach(it -> it.errors.forEach((type, n) -> all.merge(type, n, Integer::sum)));
        return all;
    }

    /** Nothing acknowledged is lost, nothing is there twice, and all nodes say the same. */
    void check() {
        ledgers.forEach((user, ledger) -> {
            assertThat(ledger.wrong).as(user).isEmpty();
            Map<String, JsonNode> first = null;
            for (int node = 0; node < cluster.size(); node++) {
                Map<String, JsonNode> seen =
                        check(session(node, user), ledger, firstOrders.get(user));
                assertThat(seen)
                        .as("what node " + node + " says")
                        .isEqualTo(first == null ? seen : first);
                first = seen;
            }
            ModelClient model = models.get(user);
            model.sync();
            model.assertEqualsServer();
        });
    }

    private static Map<String, JsonNode> check(JmapSession session, Ledger ledger, int firstOrder) {
        var byMessageId = new HashMap<String, JsonNode>();
        JsonNode ids = session.call("Email/query", "{\"limit\":100000}").get("ids");
        var all = new ArrayList<String>();
        ids.forEach(id -> all.add(id.asString()));
        for (int from = 0; from < all.size(); from += 500) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            all.subList(from, Math.min(all.size(), from + 500))
                    .forEach(arguments.putArray("ids")::add);
            arguments.putArray("properties").add("messageId").add("keywords").add("mailboxIds");
            for (JsonNode email : session.call("Email/get", arguments).get("list")) {
                String messageId = email.at("/messageId/0").asString();
                assertThat(byMessageId.put(messageId, email))
                        .as("%s is there once", messageId)
                        .isNull();
            }
        }
        ledger.imported.forEach((messageId, id) -> {
            assertThat(byMessageId).as("what was acknowledged").containsKey(messageId);
            assertThat(byMessageId.get(messageId).path("id").asString())
                    .as("the email of %s", messageId)
                    .isEqualTo(id);
        });
        assertThat(byMessageId.keySet())
                .as("nothing is there that nobody sent")
                .allMatch(id -> ledger.imported.containsKey(id) || ledger.unsure.contains(id));
        JsonNode inbox = inbox(session);
        assertThat(inbox.get("totalEmails").asInt()).isEqualTo(byMessageId.size());
        assertThat(inbox.get("sortOrder").asInt() - firstOrder)
                .as("no raise is lost, none is doubled")
                .isBetween(ledger.raised.get(), ledger.raised.get() + ledger.maybeRaised.get());
        return byMessageId;
    }

    private static JsonNode inbox(JmapSession session) {
        String id = session.mailboxByRole("inbox");
        return session.call("Mailbox/get", "{\"ids\":[\"" + id + "\"]}").at("/list/0");
    }
}
