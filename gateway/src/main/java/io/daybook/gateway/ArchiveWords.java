package io.daybook.gateway;

import io.daybook.archive.Archives.Passphrase;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.launch.AdminServer;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What the commands of archives have in common on the command line. */
final class ArchiveWords {
    static final String PASSPHRASE = "--passphrase-file";
    static final String UNPROTECTED = "--unprotected";
    static final String DATA = "--data";
    static final String SERVER = "--server";

    private ArchiveWords() {}

    /** Where the accounts are. */
    sealed interface Place {}

    /** In the folder of a server that is stopped. */
    record Folder(Path data) implements Place {}

    /** In a server that runs. */
    record Running(AdminServer server) implements Place {}

    /** Of accounts that are there. */
    static Parsed<Place> place(Arguments given, Arguments.Grammar grammar) {
        return place(given, grammar, false);
    }

    /** Of an account that comes: a folder may be new. */
    static Parsed<Place> placeToBe(Arguments given, Arguments.Grammar grammar) {
        return place(given, grammar, true);
    }

    private static Parsed<Place> place(
            Arguments given, Arguments.Grammar grammar, boolean mayBeNew) {
        Optional<String> data = given.value(DATA);
        if (data.isPresent() == given.value(SERVER).isPresent()) {
            return Parsed.wrong(
                    "give --data DIR for a server that is stopped, or --server URL for one that"
                            + " runs; "
                            + grammar.help());
        }
        return data.isPresent()
                ? folder(data.get(), mayBeNew).then(path -> Parsed.ok(new Folder(path)))
                : AdminServer.parse(given).then(server -> Parsed.ok(new Running(server)));
    }

    private static Parsed<Path> folder(String name, boolean mayBeNew) {
        Path data = Path.of(name).toAbsolutePath();
        return Files.exists(data.resolve("journal")) || (mayBeNew && !Files.exists(data))
                ? Parsed.ok(data)
                : Parsed.wrong("--data " + data + " is no data folder; name the server's");
    }

    static Parsed<Protection> protection(Arguments given) {
        if (given.value(PASSPHRASE).isPresent() == given.has(UNPROTECTED)) {
            return Parsed.wrong(
                    "give --passphrase-file FILE, or --unprotected if whoever has the archive may"
                            + " read the mail");
        }
        return given.has(UNPROTECTED)
                ? Parsed.ok(new Unprotected())
                : secret(given, PASSPHRASE)
                        .then(text -> Parsed.ok(new Passphrase(text.orElseThrow())));
    }

    /** The first line of the file that the option names. */
    static Parsed<Optional<String>> secret(Arguments given, String option) {
        Optional<String> name = given.value(option);
        if (name.isEmpty()) {
            return Parsed.ok(Optional.empty());
        }
        try {
            String first = Files.readString(Path.of(name.get())).lines().findFirst().orElse("");
            return first.isEmpty()
                    ? Parsed.wrong(option + " " + name.get() + " is empty")
                    : Parsed.ok(Optional.of(first));
        } catch (IOException | InvalidPathException e) {
            return Parsed.wrong(
                    option + " " + name.get() + " cannot be read; check its name and rights");
        }
    }

    /** The one word beside the options. */
    static Parsed<String> only(Arguments given, String what, Arguments.Grammar grammar) {
        return given.rest().size() == 1
                ? Parsed.ok(given.rest().getFirst())
                : Parsed.wrong("give one " + what + "; " + grammar.help());
    }

    static Parsed<Path> archive(Arguments given, Arguments.Grammar grammar) {
        return only(given, "ARCHIVE", grammar)
                .then(name ->
                        Files.isReadable(Path.of(name))
                                ? Parsed.ok(Path.of(name))
                                : Parsed.wrong(
                                        name + ": there is no such file, or it may not be read"));
    }
}
