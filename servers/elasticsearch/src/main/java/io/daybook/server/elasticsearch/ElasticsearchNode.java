package io.daybook.server.elasticsearch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.elasticsearch.Build;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One node on a loopback port, for as long as whoever started it keeps the standard input open.
 * Arguments: an empty folder to live in, the folders with the jars of its transport and of what
 * answers at its root.
 */
public final class ElasticsearchNode {
    private static final String TRANSPORT = "transport-netty4";
    private static final String DESCRIPTOR = "plugin-descriptor.properties";
    private static final String LOGGING =
            """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d %-5p %c{1.} %m%n
            rootLogger.level = warn
            rootLogger.appenderRef.console.ref = console
            """;

    private ElasticsearchNode() {}

    public static void main(String[] args) throws IOException, NodeValidationException {
        // Logging will take the standard output for itself.
        var output = System.out;
        var home = Path.of(args[0]);
        var modules = home.resolve("modules");
        install(Path.of(args[1]), modules.resolve(TRANSPORT));
        installRoot(Path.of(args[2]), modules.resolve("rest-root"));
        Files.createDirectories(home.resolve("logs"));
        var config = Files.createDirectories(home.resolve("config"));
        Files.writeString(config.resolve("log4j2.properties"), LOGGING);

        var environment = new Environment(settings(home), config);
        LogConfigurator.registerErrorListener();
        LogConfigurator.configure(environment, true);
        var bundles = PluginsLoader.loadModulesBundles(modules, false);
        var plugins = PluginsLoader.createPluginsLoader(bundles, Set.of(), Map.of(), false);
        try (var node = new Node(environment, plugins)) {
            node.start();
            String address = Files.readAllLines(home.resolve("logs/http.ports")).getFirst();
            output.println("listening at http://" + address);
            System.in.transferTo(output);
        }
        System.exit(0);
    }

    private static Settings settings(Path home) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString())
                .put("cluster.name", "daybook-test")
                .put("node.name", "test")
                .put("node.portsfile", true)
                .put("node.processors", 1)
                .put("discovery.type", "single-node")
                .put("http.host", "127.0.0.1")
                .put("http.port", "0")
                .put("transport.host", "127.0.0.1")
                .put("transport.port", "0")
                .put("action.auto_create_index", false)
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    /** A module is a folder with its jars and its descriptor. */
    private static void install(Path jars, Path module) throws IOException {
        for (Path jar : copy(jars, module)) {
            if (jar.getFileName().toString().startsWith(TRANSPORT)) {
                describe(jar, module);
            }
        }
    }

    private static List<Path> copy(Path jars, Path module) throws IOException {
        Files.createDirectories(module);
        try (var files = Files.list(jars)) {
            var all = files.toList();
            for (Path jar : all) {
                Files.copy(jar, module.resolve(jar.getFileName()));
            }
            return all;
        }
    }

    private static void installRoot(Path jars, Path module) throws IOException {
        copy(jars, module);
        Files.writeString(
                module.resolve(DESCRIPTOR),
                """
                name=rest-root
                description=answers at the root
                version=%1$s
                elasticsearch.version=%1$s
                java.version=21
                classname=io.daybook.server.elasticsearch.root.RootPlugin
                """
                        .formatted(Build.current().version()));
    }

    /** On the class path the server is not made of named modules, so its plugin is none either. */
    private static void describe(Path jar, Path module) throws IOException {
        try (var inside = FileSystems.newFileSystem(jar)) {
            var lines =
                    Files.readAllLines(
                            inside.getPath("META-INF/es-plugins", TRANSPORT, DESCRIPTOR));
            var kept =
                    lines.stream()
                            .filter(line -> !line.startsWith("modulename"))
                            .collect(Collectors.joining("\n"));
            Files.writeString(module.resolve(DESCRIPTOR), kept);
        }
    }
}
