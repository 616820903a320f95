package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.server.FaultProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Nodes as processes (three, or {@code -Ddaybook.storm.nodes}), and clients that write to the same
 * accounts through all of them, while one thing after the other fails. The accounts go on from test
 * to test, so that what one breaks the next ones see.
 */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterStormTest {
    private static final int CLIENTS = 16;
    private static final int SECONDS = Integer.getInteger("daybook.storm.seconds", 60);
    private static final int NODES = Integer.getInteger("daybook.storm.nodes", 3);

    /** The one that is cut off. */
    private static final int LAST = NODES - 1;

    private static ClusterProcess cluster;
    private static Storm storm;

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster = ClusterProcess.start(folder, NODES, Storm.logins(), "");
        storm = new Storm(cluster, Seed.random("ClusterStormTest").nextLong());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            System.out.println(cluster.output());
            cluster.close();
        }
    }

    private static void await(int seconds) throws InterruptedException {
        new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
    }

    /** Within ten seconds, or it is never. */
    private static void awaitReady(int node) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (cluster.node(node).health("ready") != 200) {
            assertThat(System.nanoTime()).as("node %d is ready", node).isLessThan(deadline);
            await(1);
        }
    }

    private static void report(String what) {
        System.out.printf(
                "%s: %d messages and %d raises so far, errors %s%n",
                what, storm.imported(), storm.raised(), storm.errors());
        for (int node = 0; node < cluster.size(); node++) {
            assertThat(cluster.node(node).health())
                    .contains("mongodb")
                    .doesNotContain(cluster.secrets());
            assertThat(cluster.node(node).output()).doesNotContain(cluster.secrets());
        }
    }

    @Test
    @Order(1)
    void all_nodes_write_the_same_accounts_and_nothing_is_lost_or_done_twice() throws Exception {
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS)).calm();
        report("calm");
        storm.check();
        assertThat(storm.imported()).isGreaterThan(CLIENTS);
        assertThat(storm.raised()).isPositive();
        assertThat(storm.errors().keySet()).as("nothing was away").isSubsetOf(Set.of());
    }

    @Test
    @Order(2)
    void a_node_that_is_killed_takes_nothing_with_it() throws Exception {
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS / 2));
        await(SECONDS / 6);
        cluster.kill(1);
        await(SECONDS / 6);
        cluster.revive(1);
        storm.calm();
        report("a node was killed");
        storm.check();
    }

    @Test
    @Order(3)
    void while_mongodb_does_not_answer_clients_are_told_to_wait() throws Exception {
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS));
        await(5);
        cluster.mongoNetworks().forEach(FaultProxy::pause);
        await(20);
        cluster.mongoNetworks().forEach(FaultProxy::restore);
        storm.calm();
        report("MongoDB did not answer for 20 s");
        storm.check();
    }

    @Test
    @Order(4)
    void a_node_that_is_cut_off_does_no_harm_and_comes_back() throws Exception {
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS));
        await(5);
        cluster.mongoNetwork(LAST).cut();
        await(20);
        assertThat(cluster.node(LAST).health("ready")).isEqualTo(503);
        assertThat(cluster.node(LAST).health("live")).isEqualTo(200);
        cluster.mongoNetwork(LAST).restore();
        storm.calm();
        report("a node was cut off for 20 s");
        storm.check();
        awaitReady(LAST);
    }

    @Test
    @Order(5)
    void while_s3_refuses_nothing_is_acknowledged_that_has_no_message() throws Exception {
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS / 2));
        await(5);
        cluster.s3Network().refuse();
        await(10);
        assertThat(cluster.node(0).health("ready")).isEqualTo(503);
        assertThat(cluster.node(0).health()).doesNotContain(cluster.secrets());
        cluster.s3Network().restore();
        storm.calm();
        report("S3 refused for 10 s");
        storm.check();
    }

    @Test
    @Order(6)
    void without_elasticsearch_mail_is_read_and_written_all_the_same() throws Exception {
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS + 10));
        await(5);
        JmapSession session =
                JmapSession.open(cluster.url(0), Storm.USERS.getFirst(), Storm.PASSWORD);
        int before = storm.imported();
        cluster.elasticNetwork().cut();
        await(SECONDS);
        assertThat(storm.imported()).isGreaterThan(before);
        assertThat(cluster.node(0).health("ready")).isEqualTo(200);
        assertThat(cluster.node(0).health()).contains("degraded");
        assertThat(search(session).get(0).asString()).isEqualTo("error");
        assertThat(search(session).at("/1/type").asString()).isEqualTo("serverUnavailable");
        cluster.elasticNetwork().restore();
        storm.calm();
        report("Elasticsearch was away for " + SECONDS + " s");
        storm.check();
        int emails = session.call("Email/query", "{\"limit\":100000}").get("ids").size();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (search(session).at("/1/ids").size() != emails) {
            assertThat(System.nanoTime()).as("texts are found again").isLessThan(deadline);
            await(1);
        }
    }

    /** For the word that every message of the storm has. */
    private static JsonNode search(JmapSession session) {
        var arguments = JmapSession.JSON.createObjectNode().put("limit", 100_000);
        arguments.putObject("filter").put("body", "hi");
        return session.callOrError("Email/query", arguments);
    }

    @Test
    @Order(7)
    void in_the_end_everything_is_as_it_was_written(@TempDir Path folder) throws Exception {
        String said = cluster.node(0).output();
        Path token = folder.resolve("admin-token");
        Files.writeString(token, said.replaceFirst("(?s).*Admin token[^\n]*: (\\S+)\n.*", "$1\n"));
        var verified =
                Commands.run(
                        "verify",
                        "--server",
                        cluster.url(LAST),
                        "--admin-token-file",
                        token.toString());
        assertThat(verified.output()).contains("Everything is as it was written");
        assertThat(verified.status()).isZero();
    }
}
