package io.daybook.gateway;

import io.daybook.admin.access.AdminToken;
import io.daybook.admin.access.AdminTokens;
import io.daybook.core.Cause;
import io.daybook.launch.Arguments;
import io.daybook.launch.Complaint;
import io.daybook.launch.Parsed;
import io.daybook.launch.Product;
import io.daybook.launch.ServeOptions;
import io.daybook.launch.Subcommand;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code ./daybook admin-token}: a new token for a folder that no server uses. */
public final class AdminTokenCommand implements Subcommand {
    private static final int WRONG = 2;
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar("admin-token", Set.of("--data", "--config"), Set.of(), Set.of());

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        return switch (Arguments.sort(GRAMMAR, words).then(AdminTokenCommand::product)) {
            case Parsed.Wrong<Product>(var message) -> {
                Complaint.print(message, err);
                yield WRONG;
            }
            case Parsed.Ok<Product>(var product) ->
                    OpenFolder.use(product, err, context -> renew(context, out));
        };
    }

    private static Parsed<Product> product(Arguments given) {
        if (!given.rest().isEmpty()) {
            return Parsed.wrong("admin-token takes only options; " + GRAMMAR.help());
        }
        if (given.value("--config").isPresent()) {
            return given.value("--data").isPresent()
                    ? Parsed.wrong("--data is of the embedded product, --config of the cluster")
                    : ServeOptions.cluster(given.value("--config").get());
        }
        Path data = Path.of(given.value("--data").orElse("daybook-data")).toAbsolutePath();
        return Files.exists(data.resolve("journal"))
                ? Parsed.ok(new Product.Embedded(data))
                : Parsed.wrong("--data " + data + " is no data folder; name the server's");
    }

    private static int renew(ConfigurableApplicationContext context, PrintStream out) {
        var cause =
                new Cause(
                        "system",
                        "admin-token",
                        "",
                        "",
                        "process-" + ProcessHandle.current().pid());
        AdminToken token = context.getBean(AdminTokens.class).renew(cause);
        out.println("Admin token " + token.id() + ", shown this once: " + token.text());
        out.println("The one before it is good no longer.");
        return 0;
    }
}
