package io.daybook.gateway;

import io.daybook.archive.ArchiveCheck;
import io.daybook.archive.admin.Messages;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./daybook verify-archive}: proves an archive, with no server and no data folder. */
public final class VerifyArchiveCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "verify-archive", Set.of(ArchiveWords.PASSPHRASE), Set.of(), Set.of());

    private record Options(Path archive, @Nullable String passphrase) {}

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        return switch (Arguments.sort(GRAMMAR, words).then(VerifyArchiveCommand::options)) {
            case Parsed.Wrong<Options>(var message) -> {
                err.println("daybook: " + message);
                yield WRONG;
            }
            case Parsed.Ok<Options>(var options) -> run(options, out, err);
        };
    }

    private static Parsed<Options> options(Arguments given) {
        return ArchiveWords.archive(given, GRAMMAR)
                .then(archive ->
                        ArchiveWords.secret(given, ArchiveWords.PASSPHRASE)
                                .then(secret ->
                                        Parsed.ok(new Options(archive, secret.orElse(null)))));
    }

    private static int run(Options options, PrintStream out, PrintStream err) {
        var display = new StepDisplay(err);
        try {
            var result = ArchiveProofs.check(options.archive(), options.passphrase(), display);
            display.end();
            switch (result) {
                case ArchiveCheck.Sound(var contents, var opened) -> {
                    out.println("Sound: " + Messages.of(contents));
                    if (!opened) {
                        out.println(
                                "The chain of its events and the hashes of its parts were proved;"
                                        + " messages are proved with --passphrase-file.");
                    }
                    return 0;
                }
                case ArchiveCheck.Flawed(var flaw) -> {
                    err.println("daybook: " + options.archive() + ": " + flaw.message());
                    return FAILED;
                }
            }
        } catch (IOException e) {
            display.end();
            err.println("daybook: " + options.archive() + " cannot be read: " + e.getMessage());
            return FAILED;
        }
    }
}
