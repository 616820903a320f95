package io.daybook.mime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does one message cost at import: parsing it, and writing and reading its digest? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DigestBenchmark {
    private static final Path FIXTURES = Path.of("events/src/test/resources/mime");

    @Param({"mime4j/simple-attachment.eml", "mimekit/japanese.eml", "mime4j/russian-headers.eml"})
    public String fixture = "";

    private byte[] message = {};
    private byte[] stored = {};
    private Digest digest = MessageParser.parse(message);

    @Setup
    public void read() throws IOException {
        message = Files.readAllBytes(FIXTURES.resolve(fixture));
        digest = MessageParser.parse(message);
        stored = DigestCodec.encode(digest);
    }

    @Benchmark
    public Digest parse() {
        return MessageParser.parse(message);
    }

    @Benchmark
    public byte[] encode() {
        return DigestCodec.encode(digest);
    }

    @Benchmark
    public Digest decode() {
        return DigestCodec.decode(stored);
    }

    @Benchmark
    public String textForTheIndex() {
        return SearchText.of(message, digest);
    }
}
