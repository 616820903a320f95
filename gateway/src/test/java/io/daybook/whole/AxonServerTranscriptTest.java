package io.daybook.whole;

import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.MongoSettings;
import io.daybook.core.cluster.Node;
import io.daybook.core.jmap.transcript.Wire;
import io.daybook.launch.Product;
import io.daybook.server.TestAxonServer;
import io.daybook.server.TestElasticsearch;
import io.daybook.server.TestMongo;
import io.daybook.server.TestS3;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript against a node of a cluster whose events are in Axon Server. */
@Tag("cluster")
class AxonServerTranscriptTest {
    private static TestMongo mongo;
    private static TestAxonServer axon;
    private static Transcripts server;

    @BeforeAll
    static void start() {
        mongo = TestMongo.start();
        axon = TestAxonServer.start();
        var elastic = TestElasticsearch.shared();
        server =
                new Transcripts(
                        new Product.Cluster(
                                new Node("transcripts", EnumSet.allOf(Node.Role.class)),
                                new MongoSettings(mongo.uri(), mongo.database()),
                                new ElasticSettings(
                                        List.of(URI.create(elastic.uri())),
                                        null,
                                        null,
                                        elastic.prefix()),
                                TestBucket.make(TestS3.shared()),
                                MasterSecret.parse(ClusterProcess.KEY).orElseThrow(),
                                Map.of(),
                                axon.settings()));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        axon.close();
        mongo.close();
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
