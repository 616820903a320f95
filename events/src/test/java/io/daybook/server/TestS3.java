package io.daybook.server;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * An S3 for tests: the one of {@code DAYBOOK_TEST_S3_ENDPOINT}, with the keys and the region of
 * {@code DAYBOOK_TEST_S3_ACCESS_KEY}, {@code DAYBOOK_TEST_S3_SECRET_KEY} and {@code
 * DAYBOOK_TEST_S3_REGION}, else one in a container or S3Mock in a process of its own ({@link
 * ServerChoice}), on a loopback port. Every instance has the name of a bucket of its own, which it
 * does not make.
 */
public final class TestS3 implements AutoCloseable {
    private static final String ACCESS_KEY = fromEnvironment("DAYBOOK_TEST_S3_ACCESS_KEY", "test");
    private static final String SECRET_KEY =
            fromEnvironment("DAYBOOK_TEST_S3_SECRET_KEY", "test-secret");

    private static final class Shared {
        static final TestS3 INSTANCE = start();
    }

    private final RunningServer server;
    private final String bucket = "test-" + UUID.randomUUID();

    private TestS3(RunningServer server) {
        this.server = server;
        Used.note(name());
    }

    /** The one of this process, which ends with it. Its bucket is new at each call. */
    public static TestS3 shared() {
        return new TestS3(Shared.INSTANCE.server.borrowed());
    }

    /** One for the caller, to stop and to close. */
    public static TestS3 start() {
        return new TestS3(
                ServerChoice.ofThisRun()
                        .find(
                                ServerKind.S3,
                                () -> ContainerProcess.start(ServerKind.S3, ACCESS_KEY, SECRET_KEY),
                                TestS3::standIn));
    }

    private static RunningServer standIn() {
        var process = ChildServer.start("s3mock", TestS3::commandLine);
        return new RunningServer(
                ServerOrigin.STAND_IN, process.uri(), "S3Mock in a process of its own", process);
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
        return server.address();
    }

    public String region() {
        return fromEnvironment("DAYBOOK_TEST_S3_REGION", "us-east-1");
    }

    public String bucket() {
        return bucket;
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    private static String fromEnvironment(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }

    /** Whether a request must be signed, which S3Mock does not look at. */
    public boolean looksAtSignatures() {
        return server.origin() != ServerOrigin.STAND_IN;
    }

    /** Whether it can be killed, which one that was given cannot. */
    public boolean isOwn() {
        return server.isOwn();
    }

    /** Ends it at once, as a failing machine would. */
    public void kill() {
        server.kill();
    }

    /** What a run used, for people. */
    public String name() {
        return server.name();
    }

    /** Ends what {@link #start} has started. */
    @Override
    public void close() {
        server.close();
    }
}
