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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./daybook import-account}: makes the account of an archive. */
public final class ImportAccountCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final long ASK_MILLIS = 500;
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
        var display = new StepDisplay(err);
        try (var client = new AdminClient(server)) {
            String archive = upload(client, options.archive(), display);
            boolean done = false;
            try {
                var answer = bring(client, archive, body(options), display);
                done = true;
                out.println(answer.path("message").asString());
                return 0;
            } finally {
                if (!done) {
                    client.delete("/admin/archives/" + archive);
                }
            }
        } catch (AdminClient.Refused | IOException e) {
            display.end();
            err.println("daybook: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static String upload(AdminClient client, Path archive, StepDisplay display)
            throws AdminClient.Refused, IOException, InterruptedException {
        try (var octets =
                new Passing(Files.newInputStream(archive), Files.size(archive), display)) {
            return client.upload(
                            "/admin/archives",
                            "application/octet-stream",
                            BodyPublishers.ofInputStream(() -> octets))
                    .path("archive")
                    .asString();
        } finally {
            display.end();
        }
    }

    private static ObjectNode body(Options options) {
        var body = JsonNodeFactory.instance.objectNode();
        if (options.passphrase() != null) {
            body.put("passphrase", options.passphrase());
        }
        Owner owner = options.owner();
        if (owner != null) {
            body.put("user", owner.address()).put("password", owner.password());
        }
        return body;
    }

    /** Has it imported, and asks meanwhile how far it is. */
    private static JsonNode bring(
            AdminClient client, String archive, ObjectNode body, StepDisplay display)
            throws AdminClient.Refused, InterruptedException {
        String path = "/admin/archives/" + archive + "/import";
        Thread asking = Thread.ofVirtual().start(() -> ask(client, path, display));
        try {
            return client.post(path, body);
        } finally {
            asking.interrupt();
            asking.join();
            display.end();
        }
    }

    private static void ask(AdminClient client, String path, StepDisplay display) {
        try {
            while (true) {
                Thread.sleep(ASK_MILLIS);
                var far = client.get(path);
                display.at(
                        far.path("step").asString(),
                        far.path("done").asLong(),
                        far.path("all").asLong());
            }
        } catch (InterruptedException e) {
            // It is over.
            Thread.currentThread().interrupt();
        } catch (AdminClient.Refused e) {
            // It has just ended, or the server is gone: whoever imports hears of it.
            display.end();
        }
    }
}
