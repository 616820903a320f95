package io.daybook.gateway;

import io.daybook.core.cluster.Node;
import io.daybook.launch.Product;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Puts the beans of a product together: of a data folder, or of a node of the cluster. */
final class Application {
    /** The only node of the embedded product, which does everything. */
    static final Node ALONE = new Node("daybook", EnumSet.allOf(Node.Role.class));

    private Application() {}

    @SafeVarargs
    static ConfigurableApplicationContext start(
            Product product,
            Map<String, Object> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext>... initializers) {
        // Axon reads these from here and not from Spring: it must not report usage to its vendor.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        var properties = new HashMap<>(settings);
        properties.putAll(properties(product));
        return new SpringApplicationBuilder(DaybookApplication.class)
                .properties(properties)
                .registerShutdownHook(false)
                .initializers(context -> register(product, context))
                .initializers(initializers)
                .run();
    }

    private static Map<String, Object> properties(Product product) {
        return switch (product) {
            case Product.Embedded(Path data) ->
                    Map.of(
                            "daybook.product",
                            "embedded",
                            "daybook.data",
                            data.toString(),
                            "daybook.arrivals",
                            data.resolve("archives").toString());
            case Product.Cluster cluster -> {
                var properties = new HashMap<>(cluster.limits());
                properties.put("daybook.product", "cluster");
                properties.put(
                        "daybook.events", cluster.axonServer() == null ? "mongodb" : "axonserver");
                properties.put("daybook.arrivals", temporary(cluster.node()).toString());
                yield properties;
            }
        };
    }

    /** For what an operator uploads to this node and uses there, which nobody misses afterwards. */
    private static Path temporary(Node node) {
        return Path.of(System.getProperty("java.io.tmpdir"), "daybook-" + node.name());
    }

    /** Settings with secrets are beans: Spring would look for expressions in a property. */
    private static void register(Product product, ConfigurableApplicationContext context) {
        var beans = context.getBeanFactory();
        switch (product) {
            case Product.Embedded _ -> beans.registerSingleton("node", ALONE);
            case Product.Cluster cluster -> {
                beans.registerSingleton("node", cluster.node());
                beans.registerSingleton("mongoSettings", cluster.mongo());
                beans.registerSingleton("elasticSettings", cluster.elastic());
                if (cluster.axonServer() != null) {
                    beans.registerSingleton("axonServerSettings", cluster.axonServer());
                }
                beans.registerSingleton("s3Settings", cluster.s3());
                beans.registerSingleton("masterSecret", cluster.masterKey());
            }
        }
    }

    /**
     * What an exception type of Daybook's own says, which is written for the operator; null when
     * nobody could have known.
     */
    static @Nullable String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().startsWith("io.daybook.")
                    && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
