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

/** Reads the options that say where mail goes. */
final class SmartHostParser {
    static final String HOST = "--smart-host";
    static final String LOGIN_FILE = "--smart-host-login-file";
    static final String AUTHORITIES = "--smart-host-ca";

    private static final String SHAPE =
            HOST
                    + " needs HOST:PORT, starttls://HOST:PORT or tls://HOST:PORT, such as"
                    + " starttls://mail.example.org:587, not '";

    private SmartHostParser() {}

    static Parsed<Optional<SmartHost>> parse(Arguments given, @Nullable URI publicUrl) {
        Optional<String> host = given.value(HOST);
        if (host.isEmpty()) {
            return given.value(LOGIN_FILE).isPresent() || given.value(AUTHORITIES).isPresent()
                    ? Parsed.wrong(LOGIN_FILE + " and " + AUTHORITIES + " belong to " + HOST)
                    : Parsed.ok(Optional.empty());
        }
        return login(given)
                .then(login ->
                        authorities(given)
                                .then(authorities ->
                                        host(
                                                host.get(),
                                                login.orElse(null),
                                                authorities.orElse(null),
                                                greeting(publicUrl))))
                .then(smartHost -> Parsed.ok(Optional.of(smartHost)));
    }

    private static Parsed<SmartHost> host(
            String text,
            SmartHost.@Nullable Login login,
            @Nullable Path authorities,
            @Nullable String greeting) {
        Security security =
                text.startsWith("tls://")
                        ? Security.IMPLICIT
                        : text.startsWith("starttls://")
                                ? Security.REQUIRED
                                : Security.OPPORTUNISTIC;
        String rest = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
        int colon = rest.lastIndexOf(':');
        String host = colon < 0 ? "" : rest.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        String port = rest.substring(colon + 1);
        boolean isKnownForm = security != Security.OPPORTUNISTIC || !text.contains("://");
        if (!isKnownForm || bracketed != bare.contains(":") || !isHost(bare)) {
            return Parsed.wrong(SHAPE + text + "'");
        }
        if (!port.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(port))) {
            return Parsed.wrong(HOST + " " + text + ": the port must be a number from 1 to 65535");
        }
        return Parsed.ok(
                new SmartHost(
                        bare,
                        Integer.parseInt(port),
                        security,
                        login,
                        authorities,
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

    private static Parsed<Optional<Path>> authorities(Arguments given) {
        return given.value(AUTHORITIES)
                .map(name ->
                        ServeParser.readable(AUTHORITIES, name)
                                .then(file -> Parsed.ok(Optional.of(file))))
                .orElse(Parsed.ok(Optional.empty()));
    }

    private static Parsed<Optional<SmartHost.Login>> login(Arguments given) {
        return given.value(LOGIN_FILE)
                .map(name -> ServeParser.readable(LOGIN_FILE, name).then(SmartHostParser::login))
                .orElse(Parsed.ok(Optional.empty()));
    }

    /** USER:PASSWORD in one line; what is wrong with it is said without repeating it. */
    private static Parsed<Optional<SmartHost.Login>> login(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int colon = lines.isEmpty() ? -1 : lines.getFirst().indexOf(':');
            if (lines.size() != 1 || colon < 1 || colon == lines.getFirst().length() - 1) {
                return Parsed.wrong(
                        LOGIN_FILE + " " + file + ": the file needs one line, USER:PASSWORD");
            }
            String line = lines.getFirst();
            if (line.chars().anyMatch(Character::isISOControl)) {
                return Parsed.wrong(
                        LOGIN_FILE + " " + file + ": there is a control character; leave it out");
            }
            return Parsed.ok(
                    Optional.of(
                            new SmartHost.Login(
                                    line.substring(0, colon), line.substring(colon + 1))));
        } catch (CharacterCodingException e) {
            return Parsed.wrong(LOGIN_FILE + " " + file + ": save the file as UTF-8 text");
        } catch (IOException e) {
            return Parsed.wrong(LOGIN_FILE + " " + file + " cannot be read: " + e.getMessage());
        }
    }
}
