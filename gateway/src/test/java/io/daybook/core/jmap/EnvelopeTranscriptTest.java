package io.daybook.core.jmap;

import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTranscriptTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(new FakeSides());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core/echo", "core/request-errors", "core/result-references"})
    void the_server_answers_as_written(String transcript) {
        server.transcripts(Map.of()).play(transcript);
    }
}
