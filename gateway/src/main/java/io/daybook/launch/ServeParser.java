package io.daybook.launch;

import io.daybook.account.RetentionRules;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the options of {@code serve} into {@link ServeOptions}, or into the first problem met. */
final class ServeParser {
    static final String MODE = "--mode";
    static final String CONFIG = "--config";
    private static final String RETENTION = "--retention-days";
    private static final String ANCHOR_EVERY = "--anchor-every";

    static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "serve",
                    Set.of(
                            MODE,
                            CONFIG,
                            "--data",
                            "--http",
                            "--public-url",
                            "--tls-cert",
                            "--tls-key",
                            RETENTION,
                            ANCHOR_EVERY,
                            SmartHostParser.OPTIONS.host(),
                            SmartHostParser.OPTIONS.loginFile(),
                            SmartHostParser.OPTIONS.authorities()),
                    Set.of(
                            "--user",
                            "--user-file",
                            "--open",
                            "--close",
                            "--trusted-proxy",
                            "--allow-origin"),
                    Set.of("--demo", "--tls-self-signed", "--push-to-private-addresses"));

    private ServeParser() {}

    static Parsed<ServeOptions> parse(Arguments given) {
        if (!given.rest().isEmpty()) {
            return Parsed.wrong(
                    "serve takes only options, not '"
                            + given.rest().getFirst()
                            + "'; "
                            + GRAMMAR.help());
        }
        if (given.value(CONFIG).isPresent()) {
            return Parsed.wrong(
                    CONFIG
                            + " is of the cluster, which is served with --mode cluster; leave it out");
        }
        return HttpAddress.parse("--http", given.value("--http").orElse("127.0.0.1:8080"))
                .then(http ->
                        users(given)
                                .then(users ->
                                        access(given)
                                                .then(access -> rest(given, http, users, access))));
    }

    private static Parsed<ServeOptions> rest(
            Arguments given, HttpAddress http, List<Login> users, List<Access> access) {
        return tls(given)
                .then(tls ->
                        retention(given).then(days -> rest(given, http, users, access, tls, days)));
    }

    private static Parsed<ServeOptions> rest(
            Arguments given,
            HttpAddress http,
            List<Login> users,
            List<Access> access,
            Tls tls,
            int retentionDays) {
        boolean demo = given.has("--demo");
        if (demo && !http.isLoopback()) {
            return Parsed.wrong(
                    "--demo is for this machine alone, but "
                            + http.authority()
                            + " can be reached from elsewhere; use --http 127.0.0.1:"
                            + http.port());
        }
        if (tls instanceof Tls.SelfSigned && !http.isLoopback()) {
            return Parsed.wrong(
                    "--tls-self-signed is for this machine alone, but "
                            + http.authority()
                            + " can be reached from elsewhere; give --tls-cert and --tls-key");
        }
        return path("--data", given.value("--data").orElse("daybook-data"))
                .then(data ->
                        publicUrl(given)
                                .then(url ->
                                        SmartHostParser.OPTIONS
                                                .parse(smartHost(given), url.orElse(null))
                                                .then(smartHost ->
                                                        lists(
                                                                given,
                                                                (proxies, origins) ->
                                                                        new ServeOptions(
                                                                                new Product
                                                                                        .Embedded(
                                                                                        data),
                                                                                http,
                                                                                users,
                                                                                access,
                                                                                demo,
                                                                                url.orElse(null),
                                                                                proxies,
                                                                                origins,
                                                                                given.has(
                                                                                        "--push-to-private-addresses"),
                                                                                tls,
                                                                                smartHost.orElse(
                                                                                        null),
                                                                                retentionDays,
                                                                                time(
                                                                                        given.value(
                                                                                                        ANCHOR_EVERY)
                                                                                                .orElse(
                                                                                                        "1h")),
                                                                                Drain.AT_ONCE)))))
                .then(options ->
                        options.anchorEvery().isNegative()
                                ? Parsed.wrong(
                                        ANCHOR_EVERY
                                                + " needs a time such as 15m, 1h or 1d, or 0 for"
                                                + " never")
                                : Parsed.ok(options));
    }

    private static SmartHostParser.Given smartHost(Arguments given) {
        return new SmartHostParser.Given(
                given.value(SmartHostParser.OPTIONS.host()),
                given.value(SmartHostParser.OPTIONS.loginFile()),
                given.value(SmartHostParser.OPTIONS.authorities()));
    }

    /** Such as {@code 15m} or {@code 1h}, or 0; negative when it is no time. */
    static Duration time(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
            return Duration.ofSeconds(-1);
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Parsed<Integer> retention(Arguments given) {
        Optional<String> days = given.value(RETENTION);
        if (days.isEmpty()) {
            return Parsed.ok(RetentionRules.DEFAULT_DAYS);
        }
        try {
            int value = Integer.parseInt(days.get());
            if (RetentionRules.isValid(value)) {
                return Parsed.ok(value);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        return Parsed.wrong(
                RETENTION
                        + " needs a number of days from 0 to "
                        + RetentionRules.MAX_DAYS
                        + ", not '"
                        + days.get()
                        + "'");
    }

    private static Parsed<ServeOptions> lists(
            Arguments given, BiFunction<List<Cidr>, List<String>, ServeOptions> options) {
        return each(given.values("--trusted-proxy"), it -> Cidr.parse("--trusted-proxy", it))
                .then(proxies ->
                        each(
                                        given.values("--allow-origin"),
                                        it -> WebUrl.origin("--allow-origin", it))
                                .then(origins -> Parsed.ok(options.apply(proxies, origins))));
    }

    static Parsed<List<Login>> users(Arguments given) {
        return each(given.values("--user"), it -> Login.parse(it, "--user"))
                .then(named ->
                        each(given.values("--user-file"), it -> userFile("--user-file", it))
                                .then(files -> {
                                    var all = new ArrayList<>(named);
                                    files.forEach(all::addAll);
                                    return unique(all);
                                }));
    }

    static Parsed<List<Access>> access(Arguments given) {
        return each(given.values("--open"), Access::open)
                .then(opened ->
                        each(given.values("--close"), Access::close)
                                .then(closed -> {
                                    var all = new ArrayList<>(opened);
                                    all.addAll(closed);
                                    return oneEach(all);
                                }));
    }

    private static Parsed<List<Access>> oneEach(List<Access> access) {
        Map<List<String>, Access> byPair = new LinkedHashMap<>();
        for (Access one : access) {
            Access other = byPair.putIfAbsent(List.of(one.account(), one.user()), one);
            if (other != null && !other.equals(one)) {
                return Parsed.wrong(
                        "the account of "
                                + one.account()
                                + " is opened to "
                                + one.user()
                                + " or closed in two different ways; give one");
            }
        }
        return Parsed.ok(List.copyOf(byPair.values()));
    }

    static Parsed<List<Login>> unique(List<Login> logins) {
        Map<String, Login> byAddress = new LinkedHashMap<>();
        for (Login login : logins) {
            Login other = byAddress.putIfAbsent(login.address(), login);
            if (other != null && !other.equals(login)) {
                return Parsed.wrong(
                        "user "
                                + login.address()
                                + " is given twice with different passwords; give one");
            }
        }
        return Parsed.ok(List.copyOf(byAddress.values()));
    }

    /** One ADDRESS:PASSWORD a line; empty lines and lines that begin with # are skipped. */
    static Parsed<List<Login>> userFile(String setting, String name) {
        return readable(setting, name)
                .then(file -> {
                    var logins = new ArrayList<Login>();
                    try {
                        int number = 0;
                        for (String line : Files.readAllLines(file)) {
                            number++;
                            if (line.isBlank() || line.startsWith("#")) {
                                continue;
                            }
                            switch (Login.parse(line, name + " line " + number)) {
                                case Parsed.Ok<Login>(var login) -> logins.add(login);
                                case Parsed.Wrong<Login>(var message) -> {
                                    return Parsed.wrong(message);
                                }
                            }
                        }
                    } catch (CharacterCodingException e) {
                        return Parsed.wrong(
                                setting
                                        + " "
                                        + name
                                        + ": the file is not UTF-8 text; save it as UTF-8");
                    } catch (IOException e) {
                        return Parsed.wrong(
                                setting + " " + name + " cannot be read: " + e.getMessage());
                    }
                    return Parsed.ok(logins);
                });
    }

    private static Parsed<Tls> tls(Arguments given) {
        @Nullable String certificate = given.value("--tls-cert").orElse(null);
        @Nullable String key = given.value("--tls-key").orElse(null);
        if (given.has("--tls-self-signed")) {
            return certificate == null && key == null
                    ? Parsed.ok(new Tls.SelfSigned())
                    : Parsed.wrong(
                            "--tls-self-signed makes its own certificate; leave out --tls-cert and --tls-key, or it");
        }
        if (certificate == null && key == null) {
            return Parsed.ok(new Tls.None());
        }
        if (certificate == null || key == null) {
            return Parsed.wrong("--tls-cert and --tls-key belong together; give both");
        }
        return readable("--tls-cert", certificate)
                .then(chain ->
                        readable("--tls-key", key)
                                .then(secret -> Parsed.ok(new Tls.Files(chain, secret))));
    }

    private static Parsed<Optional<URI>> publicUrl(Arguments given) {
        return given.value("--public-url")
                .map(text ->
                        WebUrl.base("--public-url", text).then(url -> Parsed.ok(Optional.of(url))))
                .orElse(Parsed.ok(Optional.empty()));
    }

    static Parsed<Path> readable(String option, String name) {
        return path(option, name)
                .then(file ->
                        Files.isRegularFile(file) && Files.isReadable(file)
                                ? Parsed.ok(file)
                                : Parsed.wrong(
                                        option
                                                + " "
                                                + name
                                                + ": there is no such file, or it may not be read; check its name and rights"));
    }

    private static Parsed<Path> path(String option, String name) {
        try {
            return name.isBlank()
                    ? Parsed.wrong(option + " needs the name of a file or folder")
                    : Parsed.ok(Path.of(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Parsed.wrong(
                    option + ": '" + e.getInput() + "' is no file name: " + e.getReason());
        }
    }

    private static <T> Parsed<List<T>> each(List<String> texts, Function<String, Parsed<T>> parse) {
        var all = new ArrayList<T>();
        for (String text : texts) {
            switch (parse.apply(text)) {
                case Parsed.Ok<T>(var value) -> all.add(value);
                case Parsed.Wrong<T>(var message) -> {
                    return Parsed.wrong(message);
                }
            }
        }
        return Parsed.ok(all);
    }
}
