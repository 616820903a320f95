package io.daybook.server;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An Elasticsearch for tests: the one that {@code DAYBOOK_TEST_ELASTICSEARCH_URI} names, else one
 * in a process of its own on a loopback port, with half a gigabyte of heap. Every instance has an
 * index prefix of its own.
 */
public final class TestElasticsearch implements AutoCloseable {
    private static final String GIVEN = "DAYBOOK_TEST_ELASTICSEARCH_URI";

    private static final class Shared {
        static final TestElasticsearch INSTANCE = start();
    }

    private final @Nullable ChildServer server;
    private final String uri;
    private final String prefix;

    private TestElasticsearch(@Nullable ChildServer server, String uri) {
        this.server = server;
        this.uri = uri;
        prefix = "test-" + UUID.randomUUID();
        Used.note(name());
    }

    /** The one of this process, which ends with it. Its prefix is new at each call. */
    public static TestElasticsearch shared() {
        return new TestElasticsearch(null, Shared.INSTANCE.uri);
    }

    /** One for the caller, to stop and to close. */
    public static TestElasticsearch start() {
        String given = System.getenv(GIVEN);
        if (given != null) {
            return new TestElasticsearch(null, given);
        }
        var server = ChildServer.start("elasticsearch", TestElasticsearch::commandLine);
        return new TestElasticsearch(server, server.uri());
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
                built.resolve("transport-netty4").toString());
    }

    public String uri() {
        return uri;
    }

    /** What the names of the indices of this instance start with. */
    public String prefix() {
        return prefix;
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
                ? "Elasticsearch in a process of its own"
                : "the Elasticsearch of " + GIVEN;
    }

    /** Ends what {@link #start} has started. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
