package io.daybook.launch;

import io.daybook.importer.ImportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns the options of {@code import} into {@link ImportOptions}, or into the first problem met.
 */
final class ImportParser {
    static final String PASSWORD_VARIABLE = "DAYBOOK_PASSWORD";

    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "import",
                    Set.of(
                            "--server",
                            "--user",
                            "--password-file",
                            "--mailbox",
                            "--concurrency",
                            "--trust"),
                    Set.of(),
                    Set.of("--again"));

    private final Surroundings surroundings;

    /**
     * What the process was started with.
     *
     * @param variable looks up an environment variable
     * @param askPassword asks on the terminal; empty where there is none
     */
    record Surroundings(
            Function<String, Optional<String>> variable, Supplier<Optional<String>> askPassword) {}

    ImportParser(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Parsed<ImportOptions> parse(List<String> words) {
        return Arguments.sort(GRAMMAR, words).then(this::check);
    }

    private Parsed<ImportOptions> check(Arguments given) {
        Optional<String> server = given.value("--server");
        Optional<String> user = given.value("--user");
        if (server.isEmpty() || user.isEmpty()) {
            return Parsed.wrong(
                    (server.isEmpty() ? "--server URL" : "--user ADDRESS")
                            + " is missing; "
                            + GRAMMAR.help());
        }
        if (user.get().isBlank() || user.get().contains(":")) {
            return Parsed.wrong(
                    "--user takes the address alone; the password comes from --password-file, "
                            + PASSWORD_VARIABLE
                            + " or the terminal");
        }
        if (given.rest().isEmpty()) {
            return Parsed.wrong(
                    "nothing to import: name an mbox, Maildir, .eml or .zip; " + GRAMMAR.help());
        }
        return WebUrl.base("--server", server.get())
                .then(url ->
                        concurrency(given)
                                .then(uploads ->
                                        paths(given.rest())
                                                .then(paths ->
                                                        trust(given)
                                                                .then(trusted ->
                                                                        password(given)
                                                                                .then(password ->
                                                                                        Parsed.ok(
                                                                                                new ImportOptions(
                                                                                                        url,
                                                                                                        user
                                                                                                                .get(),
                                                                                                        password,
                                                                                                        given.value(
                                                                                                                        "--mailbox")
                                                                                                                .orElse(
                                                                                                                        null),
                                                                                                        uploads,
                                                                                                        given
                                                                                                                .has(
                                                                                                                        "--again"),
                                                                                                        trusted
                                                                                                                .orElse(
                                                                                                                        null),
                                                                                                        stateFolder(),
                                                                                                        paths)))))));
    }

    private static Parsed<Integer> concurrency(Arguments given) {
        String text = given.value("--concurrency").orElse("4");
        return text.matches("[0-9]{1,2}")
                        && Integer.parseInt(text) >= 1
                        && Integer.parseInt(text) <= 64
                ? Parsed.ok(Integer.parseInt(text))
                : Parsed.wrong("--concurrency " + text + ": give a number from 1 to 64");
    }

    private static Parsed<List<Path>> paths(List<String> names) {
        var paths = new ArrayList<Path>();
        for (String name : names) {
            try {
                Path path = Path.of(name);
                if (!Files.isReadable(path)) {
                    return Parsed.wrong(
                            name
                                    + ": there is no such file or folder, or it may not be read; check the name");
                }
                paths.add(path);
            } catch (InvalidPathException e) {
                return Parsed.wrong("'" + e.getInput() + "' is no file name: " + e.getReason());
            }
        }
        return Parsed.ok(paths);
    }

    private static Parsed<Optional<Path>> trust(Arguments given) {
        Optional<String> name = given.value("--trust");
        if (name.isPresent() && !Files.isRegularFile(Path.of(name.get()))) {
            return Parsed.wrong(
                    "--trust "
                            + name.get()
                            + ": there is no such file; give the server's certificate as PEM");
        }
        return Parsed.ok(name.map(Path::of));
    }

    private Parsed<String> password(Arguments given) {
        Optional<String> file = given.value("--password-file");
        if (file.isPresent()) {
            try {
                String first = Files.readString(Path.of(file.get())).lines().findFirst().orElse("");
                return first.isEmpty()
                        ? Parsed.wrong("--password-file " + file.get() + " is empty")
                        : Parsed.ok(first);
            } catch (IOException | InvalidPathException e) {
                return Parsed.wrong(
                        "--password-file "
                                + file.get()
                                + " cannot be read; check its name and rights");
            }
        }
        return surroundings
                .variable()
                .apply(PASSWORD_VARIABLE)
                .filter(it -> !it.isEmpty())
                .or(surroundings.askPassword())
                .map(Parsed::ok)
                .orElseGet(() ->
                        Parsed.wrong(
                                "no password: there is no terminal to ask on; give --password-file or set "
                                        + PASSWORD_VARIABLE));
    }

    /** XDG base directories: $XDG_STATE_HOME, else ~/.local/state. */
    private Path stateFolder() {
        return surroundings
                .variable()
                .apply("XDG_STATE_HOME")
                .filter(it -> it.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("daybook")
                .resolve("import");
    }
}
