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

/** Plays every transcript over HTTP. */
class TranscriptTest {
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
    void the_server_answers_as_the_transcript_says(String name) throws IOException {
        server.play(name, Wire.HTTP);
    }
}
