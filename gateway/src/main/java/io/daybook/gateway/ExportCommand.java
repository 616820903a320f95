package io.daybook.gateway;

import io.daybook.archive.ArchiveCheck;
import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.Passphrase;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.archive.Progress;
import io.daybook.archive.admin.Messages;
import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./daybook export}: an account as an archive, from a folder or from a server that runs. */
public final class ExportCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final int BUFFER = 64 * 1024;
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "export",
                    Set.of(
                            "--out",
                            ArchiveWords.DATA,
                            ArchiveWords.SERVER,
                            "--admin-token-file",
                            "--trust",
                            ArchiveWords.PASSPHRASE),
                    Set.of(),
                    Set.of(ArchiveWords.UNPROTECTED, "--with-user"));

    private record Options(ArchiveWords.Place place, Export what, Path out) {}

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        return switch (Arguments.sort(GRAMMAR, words).then(ExportCommand::options)) {
            case Parsed.Wrong<Options>(var message) -> {
                err.println("daybook: " + message);
                yield WRONG;
            }
            case Parsed.Ok<Options>(var options) -> run(options, out, err);
        };
    }

    private static Parsed<Options> options(Arguments given) {
        if (given.value("--out").isEmpty()) {
            return Parsed.wrong("--out FILE is missing; " + GRAMMAR.help());
        }
        Path out = Path.of(given.value("--out").get()).toAbsolutePath();
        return ArchiveWords.only(given, "ACCOUNT or ADDRESS", GRAMMAR)
                .then(account ->
                        ArchiveWords.protection(given)
                                .then(protection ->
                                        ArchiveWords.place(given, GRAMMAR)
                                                .then(place ->
                                                        Parsed.ok(
                                                                new Options(
                                                                        place,
                                                                        what(
                                                                                given,
                                                                                account,
                                                                                protection),
                                                                        out)))));
    }

    private static Export what(Arguments given, String account, Protection protection) {
        return new Export(account, given.has("--with-user"), protection);
    }

    private static int run(Options options, PrintStream out, PrintStream err) {
        if (options.what().protection() instanceof Unprotected) {
            err.println(
                    "daybook: warning: whoever gets "
                            + options.out().getFileName()
                            + " can read all of the mail in it");
        }
        var display = new StepDisplay(err);
        try (var file = NewFile.of(options.out())) {
            int status =
                    switch (options.place()) {
                        case ArchiveWords.Folder(var data) ->
                                OpenFolder.use(
                                        data,
                                        err,
                                        context ->
                                                export(
                                                        context.getBean(Archives.class),
                                                        options.what(),
                                                        file,
                                                        display,
                                                        out,
                                                        err));
                        case ArchiveWords.Running(var server) ->
                                fetch(server, options.what(), file, display, out, err);
                    };
            if (status == 0) {
                file.keep();
            }
            return status;
        } catch (FileAlreadyExistsException e) {
            err.println("daybook: " + options.out() + " is there already; name another with --out");
            return FAILED;
        } catch (IOException | UncheckedIOException e) {
            display.end();
            err.println("daybook: " + options.out() + " cannot be written: " + e.getMessage());
            return FAILED;
        }
    }

    private static int export(
            Archives archives,
            Export what,
            NewFile file,
            StepDisplay display,
            PrintStream out,
            PrintStream err) {
        try {
            var outcome = archives.export(what, file.out(), display);
            display.end();
            boolean done = outcome instanceof Done;
            (done ? out : err).println((done ? "" : "daybook: ") + Messages.of(outcome));
            return done ? 0 : FAILED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what the server sends, and proves that it is all of it. */
    private static int fetch(
            AdminServer server,
            Export what,
            NewFile file,
            StepDisplay display,
            PrintStream out,
            PrintStream err)
            throws IOException {
        String path =
                "/admin/accounts/"
                        + URLEncoder.encode(what.account(), StandardCharsets.UTF_8)
                        + "/archive";
        try (var client = new AdminClient(server);
                InputStream in = client.download(path, body(what))) {
            copy(in, file, display);
        } catch (AdminClient.Refused e) {
            display.end();
            err.println("daybook: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
        return switch (ArchiveProofs.check(file.path(), passphrase(what), Progress.silent())) {
            case ArchiveCheck.Sound(var contents, _) -> {
                out.println("Exported " + Messages.of(contents));
                yield 0;
            }
            case ArchiveCheck.Flawed(var flaw) -> {
                err.println("daybook: what the server sent: " + flaw.message());
                yield FAILED;
            }
        };
    }

    private static @Nullable String passphrase(Export what) {
        return switch (what.protection()) {
            case Passphrase(var text) -> text;
            case Unprotected() -> null;
        };
    }

    private static ObjectNode body(Export what) {
        var body = JsonNodeFactory.instance.objectNode().put("withUser", what.withUser());
        return switch (what.protection()) {
            case Passphrase(var text) -> body.put("passphrase", text);
            case Unprotected() -> body.put("unprotected", true);
        };
    }

    private static void copy(InputStream in, NewFile file, StepDisplay display) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long octets = 0;
        try (var out = file.out()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                octets += n;
                display.octets(octets, 0);
            }
        } catch (IOException e) {
            throw new IOException(
                    "the export broke off (" + e.getMessage() + "); the log of the server says why",
                    e);
        } finally {
            display.end();
        }
    }
}
