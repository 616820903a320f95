package io.daybook.launch;

import io.daybook.smtp.EnvelopeAddress;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads where mail goes.
 *
 * @param host the name of the setting for the host, for the error line; so with the others
 */
record SmartHostParser(String host, String loginFile, String authorities) {
    /** By the options of the command line. */
    static final SmartHostParser OPTIONS =
            new SmartHostParser("--smart-host", "--smart-host-login-file", "--smart-host-ca");

    private static final String SHAPE =
            " needs HOST:PORT, starttls://HOST:PORT or tls://HOST:PORT, such as"
                    + " starttls://mail.example.org:587, not '";

    /** What was given, each if it was. */
    record Given(Optional<String> host, Optional<String> loginFile, Optional<String> authorities) {}

    Parsed<Optional<SmartHost>> parse(Given given, @Nullable URI publicUrl) {
        if (given.host().isEmpty()) {
            return given.loginFile().isPresent() || given.authorities().isPresent()
                    ? Parsed.wrong(loginFile + " and " + authorities + " belong to " + host)
                    : Parsed.ok(Optional.empty());
        }
        return login(given.loginFile())
                .then(login ->
                        authorities(given.authorities())
                                .then(trusted ->
                                        host(
                                                given.host().get(),
                                                login.orElse(null),
                                                trusted.orElse(null),
                                                greeting(publicUrl))))
                .then(smartHost -> Parsed.ok(Optional.of(smartHost)));
    }

    private Parsed<SmartHost> host(
            String text,
            SmartHost.@Nullable Login login,
            @Nullable Path trusted,
            @Nullable String greeting) {
        Security security =
                text.startsWith("tls://")
                        ? Security.IMPLICIT
                        : text.startsWith("starttls://")
                                ? Security.REQUIRED
                                : Security.OPPORTUNISTIC;
        String rest = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
        int colon = rest.lastIndexOf(':');
        String name = colon < 0 ? "" : rest.substring(0, colon);
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        String bare = bracketed ? name.substring(1, name.length() - 1) : name;
        String port = rest.substring(colon + 1);
        boolean isKnownForm = security != Security.OPPORTUNISTIC || !text.contains("://");
        if (!isKnownForm || bracketed != bare.contains(":") || !isHost(bare)) {
            return Parsed.wrong(host + SHAPE + text + "'");
        }
        if (!port.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(port))) {
            return Parsed.wrong(host + " " + text + ": the port must be a number from 1 to 65535");
        }
        return Parsed.ok(
                new SmartHost(
                        bare,
                        Integer.parseInt(port),
                        security,
                        login,
                        trusted,
                        greeting,
                        Patience.STANDARD));
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65535;
    }

    private static boolean isHost(String text) {
        return isAddress(text) || isDomain(text);
    }

    private static boolean isDomain(String text) {
        return !text.startsWith("[") && EnvelopeAddress.parse("postmaster@" + text) != null;
    }

    private static boolean isAddress(String text) {
        try {
            return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 5321 section 4.1.4: the client greets with its domain, if it has one. */
    private static @Nullable String greeting(@Nullable URI publicUrl) {
        String host = publicUrl == null ? null : publicUrl.getHost();
        return host == null || !isDomain(host) || isAddress(host) || !host.contains(".")
                ? null
                : host;
    }

    private Parsed<Optional<Path>> authorities(Optional<String> given) {
        return given.map(name ->
                        ServeParser.readable(authorities, name)
                                .then(file -> Parsed.ok(Optional.of(file))))
                .orElse(Parsed.ok(Optional.empty()));
    }

    private Parsed<Optional<SmartHost.Login>> login(Optional<String> given) {
        return given.map(name -> ServeParser.readable(loginFile, name).then(this::login))
                .orElse(Parsed.ok(Optional.empty()));
    }

    /** USER:PASSWORD in one line; what is wrong with it is said without repeating it. */
    private Parsed<Optional<SmartHost.Login>> login(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int colon = lines.isEmpty() ? -1 : lines.getFirst().indexOf(':');
            if (lines.size() != 1 || colon < 1 || colon == lines.getFirst().length() - 1) {
                return Parsed.wrong(
                        loginFile + " " + file + ": the file needs one line, USER:PASSWORD");
            }
            String line = lines.getFirst();
            if (line.chars().anyMatch(Character::isISOControl)) {
                return Parsed.wrong(
                        loginFile + " " + file + ": there is a control character; leave it out");
            }
            return Parsed.ok(
                    Optional.of(
                            new SmartHost.Login(
                                    line.substring(0, colon), line.substring(colon + 1))));
        } catch (CharacterCodingException e) {
            return Parsed.wrong(loginFile + " " + file + ": save the file as UTF-8 text");
        } catch (IOException e) {
            return Parsed.wrong(loginFile + " " + file + " cannot be read: " + e.getMessage());
        }
    }
}
