package io.daybook.launch;

import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.ElasticSettings.Login;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.MongoSettings;
import io.daybook.core.cluster.S3Settings;
import io.daybook.core.cluster.S3Settings.Credentials;
import io.daybook.core.cluster.S3Settings.Encryption;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a node's servers are and how they are signed in to. Each is empty with a problem
 * noted.
 */
record StoreSettings(ConfigFile file, ConfigSection root) {
    private static final Pattern SERVER =
            Pattern.compile("(?<host>[A-Za-z0-9.-]{1,253})(:(?<port>[0-9]{1,5}))?");
    private static final int LAST_PORT = 65_535;

    Optional<MongoSettings> mongo() {
        var mongo = root.section("mongodb");
        var uri =
                mongo.matchingSecret(
                        mongo.required(
                                "uri",
                                "the connection string, such as"
                                        + " mongodb://db1,db2,db3/?replicaSet=rs0"),
                        "mongodb(\\+srv)?://.+",
                        "a connection string, which begins with mongodb:// or mongodb+srv://");
        var database =
                mongo.has("database")
                        ? mongo.matching(
                                mongo.value("database"),
                                "[A-Za-z0-9_-]{1,63}",
                                "at most 63 letters, digits, hyphens and underscores")
                        : Optional.of("daybook");
        return uri.flatMap(it -> database.map(name -> new MongoSettings(it, name)));
    }

    /** Empty, without a problem, when the events are in MongoDB. */
    Optional<AxonServerSettings> axonServer() {
        if (!root.has("axonserver")) {
            return Optional.empty();
        }
        var axon = root.section("axonserver");
        if (!axon.has("servers")) {
            axon.required("servers", "HOST:PORT of each server, such as [axon-1, axon-2:8124]");
        }
        var servers = new ArrayList<AxonServerSettings.Server>();
        for (var value : axon.values("servers")) {
            axon.parsed(Optional.of(value), StoreSettings::axonServer).ifPresent(servers::add);
        }
        var context =
                axon.has("context")
                        ? axon.matching(
                                axon.value("context"),
                                "[a-zA-Z][a-zA-Z0-9_-]{0,62}",
                                "a letter, and letters, digits, hyphens and underscores after it")
                        : Optional.of(AxonServerSettings.CONTEXT);
        var token = axon.value("token").map(ConfigValue::text).orElse(null);
        boolean isSecure = axon.flag("tls", axon.has("authorities"));
        var authorities = axon.readable("authorities").orElse(null);
        if (axon.has("authorities") && !isSecure) {
            axon.problem("authorities", "is for tls: true");
        }
        var tls = isSecure ? new AxonServerSettings.Tls(authorities) : null;
        return servers.isEmpty()
                ? Optional.empty()
                : context.map(it -> new AxonServerSettings(servers, it, token, tls));
    }

    private static Parsed<AxonServerSettings.Server> axonServer(String setting, String text) {
        var matcher = SERVER.matcher(text);
        if (!matcher.matches()) {
            return Parsed.wrong(setting + ": '" + text + "' is not HOST or HOST:PORT");
        }
        int port =
                matcher.group("port") == null
                        ? AxonServerSettings.PORT
                        : Integer.parseInt(matcher.group("port"));
        return port == 0 || port > LAST_PORT
                ? Parsed.wrong(setting + ": " + port + " is no port")
                : Parsed.ok(new AxonServerSettings.Server(matcher.group("host"), port));
    }

    Optional<ElasticSettings> elastic() {
        var elastic = root.section("elasticsearch");
        var given = elastic.values("uris");
        if (!elastic.has("uris")) {
            elastic.required("uris", "the URL of each server, such as [http://search:9200]");
        }
        var uris = new ArrayList<URI>();
        for (var value : given) {
            elastic.parsed(Optional.of(value), StoreSettings::server).ifPresent(uris::add);
        }
        var prefix =
                elastic.has("index-prefix")
                        ? elastic.matching(
                                elastic.value("index-prefix"),
                                "[a-z][a-z0-9_-]{0,40}",
                                "a lower case letter, and letters, digits, hyphens after it")
                        : Optional.of("daybook");
        var login = login(elastic);
        var authorities = elastic.readable("authorities").orElse(null);
        return uris.isEmpty()
                ? Optional.empty()
                : prefix.map(it -> new ElasticSettings(uris, login, authorities, it));
    }

    private static @Nullable Login login(ConfigSection elastic) {
        var user = elastic.value("user");
        var password = elastic.value("password");
        var key = elastic.value("api-key");
        if (elastic.has("user") != elastic.has("password")) {
            elastic.problem(
                    elastic.has("user") ? "user" : "password",
                    "stands alone: user and password belong together");
        }
        if (elastic.has("api-key") && elastic.has("user")) {
            elastic.problem("api-key", "stands beside user: give one way to sign in");
        }
        if (key.isPresent()) {
            return new Login.ApiKey(key.get().text());
        }
        return user.isPresent() && password.isPresent()
                ? new Login.Password(user.get().text(), password.get().text())
                : null;
    }

    Optional<S3Settings> s3() {
        var s3 = root.section("s3");
        var endpoint = s3.parsed(s3.value("endpoint"), StoreSettings::server);
        var region =
                s3.has("region")
                        ? s3.matching(
                                s3.value("region"),
                                "[A-Za-z0-9-]{1,63}",
                                "the name of a region, such as eu-central-1")
                        : s3.has("endpoint")
                                ? Optional.of("us-east-1")
                                : s3.required(
                                                "region",
                                                "the region of AWS, such as eu-central-1; with"
                                                        + " s3.endpoint it may be left out")
                                        .map(ConfigValue::text);
        var bucket =
                s3.matching(
                        s3.required("bucket", "the name of the bucket for the messages"),
                        "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                        "the name of a bucket, 3 to 63 lower case letters, digits, dots, hyphens");
        var credentials = credentials(s3);
        var encryption = encryption(s3);
        boolean pathStyle = s3.flag("path-style", s3.has("endpoint"));
        return bucket.flatMap(name ->
                region.map(it ->
                        new S3Settings(
                                endpoint.orElse(null),
                                it,
                                name,
                                credentials,
                                encryption,
                                pathStyle)));
    }

    private static @Nullable Credentials credentials(ConfigSection s3) {
        var access = s3.value("access-key");
        var secret = s3.value("secret-key");
        if (s3.has("access-key") != s3.has("secret-key")) {
            s3.problem(
                    s3.has("access-key") ? "access-key" : "secret-key",
                    "stands alone: access-key and secret-key belong together");
        }
        return access.isPresent() && secret.isPresent()
                ? new Credentials(access.get().text(), secret.get().text())
                : null;
    }

    private static Encryption encryption(ConfigSection s3) {
        var key = s3.value("kms-key").map(ConfigValue::text).orElse(null);
        String kind = s3.matching(s3.value("sse"), "none|s3|kms", "none, s3 or kms").orElse("none");
        if (key != null && !kind.equals("kms")) {
            s3.problem("kms-key", "is for sse: kms");
        }
        return switch (kind) {
            case "s3" -> new Encryption.ServerKeys();
            case "kms" -> new Encryption.ManagedKey(key);
            default -> new Encryption.None();
        };
    }

    /** It is never in the file itself, which is copied and shown more easily than one thinks. */
    Optional<MasterSecret> masterKey() {
        var given =
                root.required(
                        "master-key",
                        "the key above all keys, as file:PATH or ${NAME} (docs/cluster.md)");
        if (given.isPresent() && !given.get().isSecret()) {
            root.problem("master-key", "may not stand in this file: give file:PATH or ${NAME}");
            return Optional.empty();
        }
        return root.parsed(
                given,
                (setting, text) ->
                        MasterSecret.parse(text)
                                .map(Parsed::ok)
                                .orElse(Parsed.wrong(setting + " is no master key")));
    }

    /** RFC 3986 section 3.2: scheme, host and port alone. */
    private static Parsed<URI> server(String setting, String text) {
        return WebUrl.base(setting, text)
                .then(url ->
                        url.getRawPath().isEmpty()
                                ? Parsed.ok(url)
                                : Parsed.wrong(
                                        setting + ": give scheme, host and port alone, no path"));
    }
}
