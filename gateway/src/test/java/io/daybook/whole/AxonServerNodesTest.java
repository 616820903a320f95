package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.server.axon.AxonServerDouble;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes as processes of their own, whose events are in a stand-in for Axon Server. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AxonServerNodesTest {
    private static final String TOKEN = "a token of ours";
    private static final AxonServerDouble AXON = new AxonServerDouble(TOKEN);
    private static ClusterProcess cluster;

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster =
                ClusterProcess.start(
                        folder,
                        2,
                        List.of(ServerProcess.USER + ":" + ServerProcess.PASSWORD),
                        "axonserver: {servers: \"127.0.0.1:%d\", token: \"%s\"}"
                                .formatted(AXON.port(), TOKEN));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        AXON.close();
    }

    private static int emails(JmapSession session) {
        return session.call("Email/query", "{}").get("ids").size();
    }

    @Test
    @Order(1)
    void what_one_node_wrote_every_node_reads_at_once_and_may_change() {
        JmapSession first = cluster.node(0).session();
        JmapSession second = cluster.node(1).session();
        for (int i = 1; i <= 20; i++) {
            (i % 2 == 0 ? first : second).importHello("read " + i);
            assertThat(emails(i % 2 == 0 ? second : first)).isEqualTo(i);
        }
    }

    @Test
    @Order(2)
    void a_cut_connection_and_a_restart_of_axon_server_lose_nothing() {
        JmapSession session = cluster.node(0).session();
        int before = emails(session);
        AXON.faults().lostAnswers.set(1);
        session.importHello("cut after");
        AXON.faults().lostRequests.set(1);
        session.importHello("cut before");
        AXON.restart();
        session.importHello("restarted");
        assertThat(AXON.faults().lostAnswers).hasValue(0);
        assertThat(AXON.faults().lostRequests).hasValue(0);
        assertThat(emails(session)).isEqualTo(before + 3);
        assertThat(emails(cluster.node(1).session())).isEqualTo(before + 3);
    }

    @Test
    @Order(3)
    void a_node_that_was_killed_finds_everything_again() {
        int before = emails(cluster.node(1).session());
        cluster.node(0).session().importHello("before the end");
        cluster.kill(0);
        assertThat(emails(cluster.node(1).session())).isEqualTo(before + 1);
        cluster.node(1).session().importHello("meanwhile");
        cluster.revive(0);
        assertThat(emails(cluster.node(0).session())).isEqualTo(before + 2);
    }
}
