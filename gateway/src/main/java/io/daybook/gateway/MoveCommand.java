package io.daybook.gateway;

import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code ./daybook move}: an account goes to another server while it is used. */
public final class MoveCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "move",
                    Set.of(
                            "--from",
                            "--from-token-file",
                            "--from-trust",
                            "--to",
                            "--to-token-file",
                            "--to-trust"),
                    Set.of(),
                    Set.of());

    private record Options(String account, AdminServer from, AdminServer to) {}

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        return switch (Arguments.sort(GRAMMAR, words).then(MoveCommand::options)) {
            case Parsed.Wrong<Options>(var message) -> {
                err.println("daybook: " + message);
                yield WRONG;
            }
            case Parsed.Ok<Options>(var options) -> run(options, out, err);
        };
    }

    private static Parsed<Options> options(Arguments given) {
        return ArchiveWords.only(given, "ACCOUNT", GRAMMAR)
                .then(account ->
                        AdminServer.parse(given, "--from", "--from-token-file", "--from-trust")
                                .then(from ->
                                        AdminServer.parse(
                                                        given,
                                                        "--to",
                                                        "--to-token-file",
                                                        "--to-trust")
                                                .then(to ->
                                                        Parsed.ok(
                                                                new Options(account, from, to)))));
    }

    private static int run(Options options, PrintStream out, PrintStream err) {
        try (var from = new AdminClient(options.from());
                var to = new AdminClient(options.to())) {
            var move =
                    new AccountMove(
                            from, to, options.to().server().toString(), new StepDisplay(err));
            Duration held = move.run(options.account());
            out.println(
                    "Moved account "
                            + move.account()
                            + ": "
                            + move.events()
                            + " events; "
                            + (held == null
                                    ? "an earlier move had let it go"
                                    : "it could not be changed for " + held.toMillis() + " ms")
                            + ". Clients sign in at "
                            + options.to().server()
                            + " now.");
            return 0;
        } catch (AdminClient.Refused | IOException e) {
            err.println("daybook: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
