package io.daybook.gateway;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens a data folder: for the server, and for commands that work on it while none runs. */
final class OpenFolder {
    private static final int FAILED = 1;

    private OpenFolder() {}

    @SafeVarargs
    static ConfigurableApplicationContext start(
            Path data,
            Map<String, Object> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext>... initializers) {
        // Axon reads these from here and not from Spring: it must not report usage to its vendor.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        var properties = new HashMap<>(settings);
        properties.put("daybook.data", data.toString());
        return new SpringApplicationBuilder(DaybookApplication.class)
                .properties(properties)
                .registerShutdownHook(false)
                .initializers(initializers)
                .run();
    }

    /** Does work on a folder; what the operator can do about a failure goes to {@code err}. */
    static int use(Path data, PrintStream err, ToIntFunction<ConfigurableApplicationContext> work) {
        try (var context = start(data, Map.of("daybook.offline", true))) {
            return work.applyAsInt(context);
        } catch (RuntimeException e) {
            String advice = advice(e);
            if (advice == null) {
                throw e;
            }
            err.println("daybook: " + advice);
            return FAILED;
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
