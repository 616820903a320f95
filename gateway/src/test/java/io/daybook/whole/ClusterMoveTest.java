package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.server.TestCertificate;
import io.daybook.server.axon.AxonServerDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account goes into a cluster and out of it while a client writes to it all the time. */
@Tag("cluster")
class ClusterMoveTest {
    private static final String TOKEN = "a token of ours";

    @TempDir private Path temp;

    private LiveMove.End end(ServerProcess server, String name) throws Exception {
        return new LiveMove.End(server.url(), Place.token(server, temp.resolve(name)));
    }

    @Test
    void a_client_that_writes_all_the_time_loses_nothing_on_the_way_in_and_out() throws Exception {
        inAndOut("", Duration.ofSeconds(2));
    }

    /** A hold, of which Axon Server knows nothing, waits until all nodes have heard of it. */
    @Test
    void nor_does_it_where_the_events_are_in_axon_server_behind_tls() throws Exception {
        var certificate = TestCertificate.forLocalhost(temp);
        try (var axon = new AxonServerDouble(TOKEN, certificate)) {
            var more =
                    "axonserver: {servers: \"localhost:%d\", token: \"%s\", tls: true, authorities: \"%s\"}"
                            .formatted(axon.port(), TOKEN, certificate.chain());
            inAndOut(more, Duration.ofSeconds(5));
        }
    }

    private void inAndOut(String more, Duration most) throws Exception {
        String login = LiveMove.DAVE + ":" + LiveMove.SECRET;
        try (var cluster = ClusterProcess.start(temp, 2, List.of(), more);
                var a = ServerProcess.start(temp.resolve("a"), "--user", login);
                var b = ServerProcess.start(temp.resolve("b"))) {
            var first = end(cluster.node(0), "token-cluster");
            var second = new LiveMove.End(cluster.url(1), first.token());
            var live = LiveMove.at(a.url());
            assertThat(live.move(end(a, "token-a"), first)).isLessThan(most);
            JmapSession elsewhere = JmapSession.open(second.url(), LiveMove.DAVE, LiveMove.SECRET);
            assertThat(elsewhere.call("Email/query", "{}").get("ids")).isNotEmpty();
            assertThat(live.move(second, end(b, "token-b"))).isLessThan(most);
            live.end();
            LiveMove.assertMoved(elsewhere, b.url());
            for (int node = 0; node < cluster.size(); node++) {
                assertThat(cluster.node(node).output()).doesNotContain("ERROR");
            }
        }
    }
}
