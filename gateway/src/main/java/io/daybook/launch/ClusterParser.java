package io.daybook.launch;

import io.daybook.account.RetentionRules;
import io.daybook.core.cluster.Node;
import io.daybook.core.cluster.Node.Role;
import io.daybook.submission.relay.smtp.SmartHost;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of a node ({@code --config FILE}; docs/cluster.md lists its settings) and the few
 * options beside it. Tells everything that is wrong with the file at once.
 */
final class ClusterParser {
    /** What may stand beside the file. */
    private static final Set<String> OPTIONS =
            Set.of(
                    ServeParser.MODE,
                    ServeParser.CONFIG,
                    "--user",
                    "--user-file",
                    "--open",
                    "--close");

    private static final String SIZE = "[1-9][0-9]{0,8}(KB|MB|GB)";
    private static final String NODE_NAME = "[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?";
    private static final Duration NOTICE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    private final ConfigFile file;
    private final ConfigSection root;

    private ClusterParser(ConfigFile.Opened opened) {
        this.file = opened.file();
        this.root = opened.root();
    }

    static Parsed<ServeOptions> parse(Arguments given, Map<String, String> environment) {
        for (String option : ServeParser.GRAMMAR.names()) {
            boolean isGiven = given.has(option) || !given.values(option).isEmpty();
            if (isGiven && !OPTIONS.contains(option)) {
                return Parsed.wrong(
                        option
                                + " is of the embedded product; a node of the cluster is told by"
                                + " its --config FILE (docs/cluster.md)");
            }
        }
        if (!given.rest().isEmpty()) {
            return Parsed.wrong("serve takes only options, not '" + given.rest().getFirst() + "'");
        }
        return ServeParser.users(given)
                .then(users ->
                        ServeParser.access(given)
                                .then(access -> parse(given, environment, users, access)));
    }

    private static Parsed<ServeOptions> parse(
            Arguments given,
            Map<String, String> environment,
            List<Login> users,
            List<Access> access) {
        return config(given)
                .then(path -> {
                    var opened = ConfigFile.open(path, environment);
                    return opened.file().isSound()
                            ? new ClusterParser(opened).read(users, access)
                            : Parsed.wrong(opened.file().problems());
                });
    }

    /** The file itself, of any command that takes one. */
    static Parsed<Path> config(Arguments given) {
        return given.value(ServeParser.CONFIG)
                .map(name -> ServeParser.readable(ServeParser.CONFIG, name))
                .orElse(
                        Parsed.wrong(
                                ServeParser.CONFIG
                                        + " FILE is missing: it says where the servers of the"
                                        + " cluster are (docs/cluster.md)"));
    }

    private Parsed<ServeOptions> read(List<Login> users, List<Access> access) {
        var stores = new StoreSettings(file, root);
        var node = node();
        var mongo = stores.mongo();
        var axonServer = stores.axonServer();
        var elastic = stores.elastic();
        var s3 = stores.s3();
        var masterKey = stores.masterKey();
        var http = http(root.section("http"));
        var all = new ArrayList<>(users);
        root.readable("users")
                .flatMap(path ->
                        root.parsed(
                                root.value("users"),
                                (setting, _) -> ServeParser.userFile(setting, path.toString())))
                .ifPresent(all::addAll);
        var smartHost = smartHost(root.section("smart-host"), http.publicUrl().orElse(null));
        var push = root.section("push").flag("private-addresses", false);
        var limits = root.section("limits");
        var settings = limits(limits);
        int retention = retention(limits);
        var anchors = time(root, "anchor-every", Duration.ofHours(1));
        var drain = root.section("drain");
        var leave = new Drain(time(drain, "notice", NOTICE), time(drain, "grace", GRACE));
        root.end();
        if (!file.isSound()) {
            return Parsed.wrong(file.problems());
        }
        var product =
                new Product.Cluster(
                        node,
                        mongo.orElseThrow(),
                        elastic.orElseThrow(),
                        s3.orElseThrow(),
                        masterKey.orElseThrow(),
                        settings,
                        axonServer.orElse(null));
        return ServeParser.unique(all)
                .then(logins ->
                        Parsed.ok(
                                new ServeOptions(
                                        product,
                                        http.listen().orElseThrow(),
                                        logins,
                                        access,
                                        false,
                                        http.publicUrl().orElse(null),
                                        http.proxies(),
                                        http.origins(),
                                        push,
                                        http.tls(),
                                        smartHost.orElse(null),
                                        retention,
                                        anchors,
                                        leave)));
    }

    private Node node() {
        var given = root.value("node");
        var name =
                given.isPresent()
                        ? root.matching(
                                given, NODE_NAME, "at most 63 letters, digits, dots and hyphens")
                        : hostName();
        var roles = EnumSet.noneOf(Role.class);
        for (var value : root.values("roles")) {
            root.matching(Optional.of(value), "gateway|worker", "gateway, worker or both")
                    .ifPresent(it -> roles.add(Role.valueOf(it.toUpperCase(Locale.ROOT))));
        }
        return new Node(
                name.orElse("unnamed"), roles.isEmpty() ? EnumSet.allOf(Role.class) : roles);
    }

    private Optional<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            if (name.matches(NODE_NAME)) {
                return Optional.of(name);
            }
        } catch (UnknownHostException _) {
            // Told below.
        }
        file.problem(
                ConfigFile.NO_LINE,
                "node is missing, and this machine has no name of its own: name the node");
        return Optional.empty();
    }

    private record Http(
            Optional<HttpAddress> listen,
            Optional<URI> publicUrl,
            List<Cidr> proxies,
            List<String> origins,
            Tls tls) {}

    private Http http(ConfigSection http) {
        var listen =
                http.has("listen")
                        ? http.parsed(http.value("listen"), HttpAddress::parse)
                        : http.parsed(
                                Optional.of(
                                        new ConfigValue(
                                                "http.listen",
                                                "127.0.0.1:8080",
                                                ConfigFile.NO_LINE,
                                                false)),
                                HttpAddress::parse);
        var proxies = new ArrayList<Cidr>();
        for (var value : http.values("trusted-proxies")) {
            http.parsed(Optional.of(value), Cidr::parse).ifPresent(proxies::add);
        }
        var origins = new ArrayList<String>();
        for (var value : http.values("allowed-origins")) {
            http.parsed(Optional.of(value), WebUrl::origin).ifPresent(origins::add);
        }
        return new Http(
                listen,
                http.parsed(http.value("public-url"), WebUrl::base),
                proxies,
                origins,
                tls(http));
    }

    private static Tls tls(ConfigSection http) {
        var certificate = http.readable("certificate");
        var key = http.readable("key");
        if (http.has("certificate") != http.has("key")) {
            http.problem(
                    http.has("key") ? "key" : "certificate",
                    "stands alone: http.certificate and http.key belong together");
        }
        return certificate.isPresent() && key.isPresent()
                ? new Tls.Files(certificate.get(), key.get())
                : new Tls.None();
    }

    private Optional<SmartHost> smartHost(ConfigSection section, @Nullable URI publicUrl) {
        var names =
                new SmartHostParser(
                        "smart-host.address", "smart-host.login", "smart-host.authorities");
        var address = section.value("address");
        var given =
                new SmartHostParser.Given(
                        address.map(ConfigValue::text),
                        section.readable("login").map(Path::toString),
                        section.readable("authorities").map(Path::toString));
        return switch (names.parse(given, publicUrl)) {
            case Parsed.Ok<Optional<SmartHost>>(var host) -> host;
            case Parsed.Wrong<Optional<SmartHost>>(var message) -> {
                file.problem(address.map(ConfigValue::line).orElse(ConfigFile.NO_LINE), message);
                yield Optional.empty();
            }
        };
    }

    /** Bounds of memory and of accounts, by the names that the application knows them by. */
    private static Map<String, Object> limits(ConfigSection limits) {
        var settings = new HashMap<String, Object>();
        Map.of(
                        "account-cache", "daybook.cache.accounts",
                        "index-cache", "daybook.cache.indexes",
                        "past-cache", "daybook.cache.past")
                .forEach((key, property) ->
                        limits.matching(limits.value(key), SIZE, "a size such as 128MB or 1GB")
                                .ifPresent(size -> settings.put(property, size)));
        limits.matching(limits.value("quota"), SIZE, "a size such as 500MB or 100GB")
                .ifPresent(size -> settings.put("daybook.quota-octets", octets(size)));
        return settings;
    }

    /** Of the disk, as it is sold. */
    private static long octets(String size) {
        long count = Long.parseLong(size.substring(0, size.length() - 2));
        return switch (size.substring(size.length() - 2)) {
            case "KB" -> count * 1_000;
            case "MB" -> count * 1_000_000;
            default -> count * 1_000_000_000;
        };
    }

    private static int retention(ConfigSection limits) {
        return limits.matching(
                        limits.value("retention-days"),
                        "[0-9]{1,6}",
                        "a number of days from 0 to " + RetentionRules.MAX_DAYS)
                .map(Integer::parseInt)
                .filter(days -> {
                    if (!RetentionRules.isValid(days)) {
                        limits.problem(
                                "retention-days",
                                "is a number of days from 0 to " + RetentionRules.MAX_DAYS);
                    }
                    return true;
                })
                .orElse(RetentionRules.DEFAULT_DAYS);
    }

    private static Duration time(ConfigSection section, String key, Duration otherwise) {
        return section.parsed(
                        section.value(key),
                        (setting, text) -> {
                            var time = ServeParser.time(text);
                            boolean fits =
                                    !time.isNegative()
                                            && (!setting.startsWith("drain.")
                                                    || time.compareTo(LONGEST_DRAIN) <= 0);
                            return fits
                                    ? Parsed.ok(time)
                                    : Parsed.wrong(
                                            setting
                                                    + " is a time such as 5s or 15m, or 0"
                                                    + (setting.startsWith("drain.")
                                                            ? ", and at most 10m"
                                                            : ""));
                        })
                .orElse(otherwise);
    }
}
