package io.daybook.server;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An S3 for tests: the one of {@code DAYBOOK_TEST_S3_ENDPOINT}, with the keys and the region of
 * {@code DAYBOOK_TEST_S3_ACCESS_KEY}, {@code DAYBOOK_TEST_S3_SECRET_KEY} and {@code
 * DAYBOOK_TEST_S3_REGION}, else S3Mock in a process of its own on a loopback port. Every instance
 * has the name of a bucket of its own, which it does not make.
 */
public final class TestS3 implements AutoCloseable {
    private static final String GIVEN = "DAYBOOK_TEST_S3_ENDPOINT";

    private static final class Shared {
        static final TestS3 INSTANCE = start();
    }

    private final @Nullable ChildServer server;
    private final String endpoint;
    private final String bucket = "test-" + UUID.randomUUID();

    private TestS3(@Nullable ChildServer server, String endpoint) {
        this.server = server;
        this.endpoint = endpoint;
        Used.note(name());
    }

    /** The one of this process, which ends with it. Its bucket is new at each call. */
    public static TestS3 shared() {
        return new TestS3(null, Shared.INSTANCE.endpoint);
    }

    /** One for the caller, to stop and to close. */
    public static TestS3 start() {
        String given = System.getenv(GIVEN);
        if (given != null) {
            return new TestS3(null, given);
        }
        var server = ChildServer.start("s3mock", TestS3::commandLine);
        return new TestS3(server, server.uri());
    }

    private static List<String> commandLine(Path folder) {
        Path built = ChildServer.built("s3mock");
        return List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                built.resolve("classes") + ":" + built.resolve("lib") + "/*",
                "io.daybook.server.s3mock.S3Server");
    }

    public String endpoint() {
        return endpoint;
    }

    public String region() {
        return System.getenv().getOrDefault("DAYBOOK_TEST_S3_REGION", "us-east-1");
    }

    public String bucket() {
        return bucket;
    }

    public String accessKey() {
        return System.getenv().getOrDefault("DAYBOOK_TEST_S3_ACCESS_KEY", "test");
    }

    public String secretKey() {
        return System.getenv().getOrDefault("DAYBOOK_TEST_S3_SECRET_KEY", "test-secret");
    }

    /** Whether it can be killed, which one that was given cannot. */
    public boolean isOwn() {
        return server != null;
    }

    /** Ends it at once, as a failing machine would. */
    public void kill() {
        if (server == null) {
            throw new IllegalStateException("This server is not of this test.");
        }
        server.kill();
    }

    /** What a run used, for people. */
    public String name() {
        return System.getenv(GIVEN) == null
                ? "S3Mock in a process of its own"
                : "the S3 of " + GIVEN;
    }

    /** Ends what {@link #start} has started. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
