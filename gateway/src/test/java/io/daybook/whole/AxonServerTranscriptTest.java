package io.daybook.whole;

import io.daybook.core.jmap.transcript.Wire;
import io.daybook.launch.Product;
import io.daybook.server.TestAxonServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript against a node of a cluster whose events are in Axon Server. */
@Tag("cluster")
class AxonServerTranscriptTest {
    private static ClusterServers servers;
    private static TestAxonServer axon;
    private static Transcripts server;

    @BeforeAll
    static void start() {
        servers = new ClusterServers();
        axon = TestAxonServer.start();
        Product.Cluster product = servers.product("transcripts");
        server =
                new Transcripts(
                        new Product.Cluster(
                                product.node(),
                                product.mongo(),
                                product.elastic(),
                                product.s3(),
                                product.masterKey(),
                                product.limits(),
                                axon.settings()));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        axon.close();
        servers.close();
    }

    static List<String> transcripts() throws IOException {
        return Transcripts.all();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void a_node_answers_as_the_transcript_says(String name) throws IOException {
        server.play(name, Wire.HTTP);
    }
}
