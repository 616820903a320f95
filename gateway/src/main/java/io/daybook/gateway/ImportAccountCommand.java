package io.daybook.gateway;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Import;
import io.daybook.archive.Archives.NewUser;
import io.daybook.archive.admin.Messages;
import io.daybook.core.UserId;
import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import io.daybook.user.signin.Passwords;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ./daybook import-account}: makes the account of an archive. */
public final class ImportAccountCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final String PASSWORD = "--password-file";
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "import-account",
                    Set.of(
                            ArchiveWords.DATA,
                            ArchiveWords.SERVER,
                            "--admin-token-file",
                            "--trust",
                            ArchiveWords.PASSPHRASE,
                            "--user",
                            PASSWORD),
                    Set.of(),
                    Set.of());

    /** Whose account it becomes. */
    private record Owner(String address, String password) {
        /** Shows no secret. */
        @Override
        public String toString() {
            return address;
        }
    }

    private record Options(
            ArchiveWords.Place place,
            Path archive,
            @Nullable String passphrase,
            @Nullable Owner owner) {}

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err) {
        return switch (Arguments.sort(GRAMMAR, words).then(ImportAccountCommand::options)) {
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
                        ArchiveWords.placeToBe(given, GRAMMAR)
                                .then(place ->
                                        ArchiveWords.secret(given, ArchiveWords.PASSPHRASE)
                                                .then(secret ->
                                                        owner(given)
                                                                .then(owner ->
                                                                        Parsed.ok(
                                                                                new Options(
                                                                                        place,
                                                                                        archive,
                                                                                        secret
                                                                                                .orElse(
                                                                                                        null),
                                                                                        owner
                                                                                                .orElse(
                                                                                                        null)))))));
    }

    private static Parsed<Optional<Owner>> owner(Arguments given) {
        Optional<String> address = given.value("--user");
        if (address.isPresent() != given.value(PASSWORD).isPresent()) {
            return Parsed.wrong("give --user ADDRESS and --password-file FILE together");
        }
        if (address.isEmpty()) {
            return Parsed.ok(Optional.empty());
        }
        try {
            UserId user = UserId.of(address.get());
            return ArchiveWords.secret(given, PASSWORD)
                    .then(password ->
                            Parsed.ok(
                                    Optional.of(new Owner(user.value(), password.orElseThrow()))));
        } catch (IllegalArgumentException e) {
            return Parsed.wrong("--user " + address.get() + ": " + e.getMessage());
        }
    }

    private static int run(Options options, PrintStream out, PrintStream err) {
        return switch (options.place()) {
            case ArchiveWords.Folder(var data) ->
                    OpenFolder.use(
                            data,
                            err,
                            context -> bring(context.getBean(Archives.class), options, out, err));
            case ArchiveWords.Running(var server) -> send(server, options, out, err);
        };
    }

    private static int bring(Archives archives, Options options, PrintStream out, PrintStream err) {
        Owner owner = options.owner();
        var user =
                owner == null
                        ? null
                        : new NewUser(
                                owner.address(),
                                Passwords.hash(owner.password(), new SecureRandom()));
        var display = new StepDisplay(err);
        try {
            var outcome =
                    archives.bring(
                            new Import(options.archive(), options.passphrase(), user), display);
            display.end();
            boolean done = outcome instanceof Done;
            (done ? out : err).println((done ? "" : "daybook: ") + Messages.of(outcome));
            return done ? 0 : FAILED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int send(AdminServer server, Options options, PrintStream out, PrintStream err) {
        try (var client = new AdminClient(server)) {
            String archive =
                    client.upload(
                                    "/admin/archives",
                                    "application/octet-stream",
                                    BodyPublishers.ofFile(options.archive()))
                            .path("archive")
                            .asString();
            boolean done = false;
            try {
                var body = JsonNodeFactory.instance.objectNode();
                if (options.passphrase() != null) {
                    body.put("passphrase", options.passphrase());
                }
                Owner owner = options.owner();
                if (owner != null) {
                    body.put("user", owner.address()).put("password", owner.password());
                }
                var answer = client.post("/admin/archives/" + archive + "/import", body);
                done = true;
                out.println(answer.path("message").asString());
                return 0;
            } finally {
                if (!done) {
                    client.delete("/admin/archives/" + archive);
                }
            }
        } catch (AdminClient.Refused | IOException e) {
            err.println("daybook: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
