package io.daybook.launch;

import io.daybook.importer.CannotImport;
import io.daybook.importer.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a command finds the admin API, from {@code --server URL --admin-token-file FILE}.
 *
 * @param tls null for the system's trust
 */
public record AdminServer(URI server, String token, @Nullable SSLContext tls) {
    /** What such a command accepts beside its own options; each takes one value. */
    public static final Set<String> OPTIONS = Set.of("--server", "--admin-token-file", "--trust");

    private static final String DEFAULT = "http://127.0.0.1:8080";

    public static Parsed<AdminServer> parse(Arguments given) {
        return parse(given, "--server", "--admin-token-file", "--trust");
    }

    /** The same by other names, for a command that speaks to two servers. */
    public static Parsed<AdminServer> parse(
            Arguments given, String server, String tokenFile, String trust) {
        return WebUrl.base(server, given.value(server).orElse(DEFAULT))
                .then(url ->
                        token(given, tokenFile)
                                .then(token ->
                                        tls(given, trust)
                                                .then(tls ->
                                                        Parsed.ok(
                                                                new AdminServer(
                                                                        url,
                                                                        token,
                                                                        tls.orElse(null))))));
    }

    private static Parsed<String> token(Arguments given, String option) {
        Optional<String> file = given.value(option);
        if (file.isEmpty()) {
            return Parsed.wrong(
                    option
                            + " FILE is missing: a file with the token that the server"
                            + " printed at its first start");
        }
        try {
            String first = Files.readString(Path.of(file.get())).strip();
            return first.isEmpty() || first.chars().anyMatch(Character::isWhitespace)
                    ? Parsed.wrong(option + " " + file.get() + " holds no token alone in a line")
                    : Parsed.ok(first);
        } catch (IOException | InvalidPathException e) {
            return Parsed.wrong(
                    option + " " + file.get() + " cannot be read; check its name and rights");
        }
    }

    private static Parsed<Optional<SSLContext>> tls(Arguments given, String option) {
        Optional<String> file = given.value(option);
        if (file.isEmpty()) {
            return Parsed.ok(Optional.empty());
        }
        try {
            return Parsed.ok(Optional.of(Trust.only(Path.of(file.get()))));
        } catch (CannotImport | InvalidPathException e) {
            return Parsed.wrong(option + " " + file.get() + ": " + e.getMessage());
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "the admin API at " + server;
    }
}
