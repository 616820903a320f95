package io.daybook.whole;

import io.daybook.core.jmap.transcript.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript against a node of the cluster, as it stands. */
@Tag("cluster")
class ClusterTranscriptTest {
    private static ClusterServers servers;
    private static Transcripts server;

    @BeforeAll
    static void start() {
        servers = new ClusterServers();
        server = new Transcripts(servers.product("transcripts"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
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
