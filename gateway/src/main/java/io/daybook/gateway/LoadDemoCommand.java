package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.core.jmap.Bus;
import io.daybook.demo.DemoMail;
import io.daybook.launch.Arguments;
import io.daybook.launch.Complaint;
import io.daybook.launch.Parsed;
import io.daybook.launch.Product;
import io.daybook.launch.ServeOptions;
import io.daybook.launch.Subcommand;
import io.daybook.user.signin.Users;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code ./daybook load-demo}: two users with sample mail, in a cluster whose nodes may run. */
public final class LoadDemoCommand implements Subcommand {
    private static final int WRONG = 2;
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar("load-demo", Set.of("--config"), Set.of(), Set.of());

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        return switch (Arguments.sort(GRAMMAR, words).then(LoadDemoCommand::cluster)) {
            case Parsed.Wrong<Product>(var message) -> {
                Complaint.print(message, err);
                yield WRONG;
            }
            case Parsed.Ok<Product>(var product) ->
                    OpenFolder.use(product, err, context -> load(context, out));
        };
    }

    private static Parsed<Product> cluster(Arguments given) {
        if (!given.rest().isEmpty()) {
            return Parsed.wrong("load-demo takes only options; " + GRAMMAR.help());
        }
        return given.value("--config")
                .map(ServeOptions::cluster)
                .orElse(
                        Parsed.wrong(
                                "--config FILE is missing: the file of a node. The embedded product"
                                        + " has its demo by serve --demo"));
    }

    private static int load(ConfigurableApplicationContext context, PrintStream out) {
        var random = context.getBean(SecureRandom.class);
        var clock = context.getBean(Clock.class);
        var bus = context.getBean(Bus.class);
        var users = new Users(bus, context.getBean(StreamHeads.class), clock, random);
        var loader = new DemoLoader(bus, context.getBean(BlobStore.class), clock);
        for (String address : DemoMail.USERS) {
            String password = DemoLogins.password(random);
            loader.load(address, users.ensure(address, password));
            out.println("Demo login: " + address + " password " + password);
        }
        return 0;
    }
}
