package io.daybook.whole;

import io.daybook.core.jmap.transcript.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript again over WebSocket (RFC 8887). */
class WebSocketTranscriptTest {
    private static Transcripts server;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        server = new Transcripts(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> transcripts() throws IOException {
        return Transcripts.all();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void over_a_websocket_the_server_answers_the_same(String name) throws IOException {
        server.play(name, Wire.WEBSOCKET);
    }
}
