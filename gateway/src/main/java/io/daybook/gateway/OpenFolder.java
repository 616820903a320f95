package io.daybook.gateway;

import io.daybook.launch.Product;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens a data folder for commands that work on it while no server does. */
final class OpenFolder {
    private static final int FAILED = 1;

    private OpenFolder() {}

    /** Does work on a folder; what the operator can do about a failure goes to {@code err}. */
    static int use(Path data, PrintStream err, ToIntFunction<ConfigurableApplicationContext> work) {
        return use(new Product.Embedded(data), err, work);
    }

    /** The same with what the nodes of a cluster share; they may be at work meanwhile. */
    static int use(
            Product product, PrintStream err, ToIntFunction<ConfigurableApplicationContext> work) {
        try (var context = Application.start(product, Map.of("daybook.offline", true))) {
            return work.applyAsInt(context);
        } catch (RuntimeException e) {
            String advice = Application.advice(e);
            if (advice == null) {
                throw e;
            }
            err.println("daybook: " + advice);
            return FAILED;
        }
    }
}
