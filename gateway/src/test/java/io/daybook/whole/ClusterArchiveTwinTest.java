package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.WholeServer;
import io.daybook.launch.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a random history an account is the same in the embedded product, in a cluster that it was
 * brought to, and in the embedded product again.
 */
@Tag("cluster")
class ClusterArchiveTwinTest {
    @TempDir private Path temp;

    @Test
    void an_account_goes_into_the_cluster_and_back_and_nobody_can_tell() throws Exception {
        var twins = new ArchiveTwins(temp, Seed.random("ClusterArchiveTwinTest"));
        try (var servers = new ClusterServers();
                var here = start(twins, new Product.Embedded(temp.resolve("a")));
                var one = start(twins, servers.product("one"));
                var two = start(twins, servers.product("two"));
                var back = start(twins, new Product.Embedded(temp.resolve("b")))) {
            JmapSession old = twins.live(here);
            twins.carry(here, one);
            JmapSession clustered =
                    JmapSession.open(two.url(), ArchiveTwins.USER, ArchiveTwins.SECRET);
            twins.assertTwins(old, clustered);
            assertVerified(one);
            twins.assertTwins(clustered, twins.carry(one, back));
            assertVerified(two);
            assertVerified(back);
        }
    }

    private static WholeServer start(ArchiveTwins twins, Product product) {
        return WholeServer.start(product, twins.clock, ArchiveTwins.NOBODY, Map.of());
    }

    private void assertVerified(WholeServer server) throws Exception {
        Path scratch = Files.createTempDirectory(temp, "verify");
        var verified = Commands.runAt(server, scratch, "verify");
        assertThat(verified.output()).contains("Everything is as it was written");
        assertThat(verified.status()).isZero();
    }
}
