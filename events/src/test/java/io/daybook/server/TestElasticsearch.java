package io.daybook.server;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * An Elasticsearch for tests: the one that {@code DAYBOOK_TEST_ELASTICSEARCH_URI} names, else one
 * in a container or in a process of its own ({@link ServerChoice}), on a loopback port and with
 * half a gigabyte of heap. Every instance has an index prefix of its own.
 */
public final class TestElasticsearch implements AutoCloseable {
    private static final class Shared {
        static final TestElasticsearch INSTANCE = start();
    }

    private final RunningServer server;
    private final String prefix = "test-" + UUID.randomUUID();

    private TestElasticsearch(RunningServer server) {
        this.server = server;
        Used.note(name());
    }

    /** The one of this process, which ends with it. Its prefix is new at each call. */
    public static TestElasticsearch shared() {
        return new TestElasticsearch(Shared.INSTANCE.server.borrowed());
    }

    /** One for the caller, to stop and to close. */
    public static TestElasticsearch start() {
        return new TestElasticsearch(
                ServerChoice.ofThisRun()
                        .find(
                                ServerKind.ELASTICSEARCH,
                                () -> ContainerProcess.start(ServerKind.ELASTICSEARCH),
                                TestElasticsearch::standIn));
    }

    private static RunningServer standIn() {
        var process = ChildServer.start("elasticsearch", TestElasticsearch::commandLine);
        return new RunningServer(
                ServerOrigin.STAND_IN,
                process.uri(),
                "Elasticsearch in a process of its own",
                process);
    }

    private static List<String> commandLine(Path folder) {
        Path built = ChildServer.built("elasticsearch");
        return List.of(
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false",
                "-cp",
                built.resolve("classes") + ":" + built.resolve("lib") + "/*",
                "io.daybook.server.elasticsearch.ElasticsearchNode",
                folder.resolve("home").toString(),
                built.resolve("transport-netty4").toString(),
                built.resolve("rest-root").toString());
    }

    public String uri() {
        return server.address();
    }

    /** What the names of the indices of this instance start with. */
    public String prefix() {
        return prefix;
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
