package io.daybook.launch;

import io.daybook.submission.relay.smtp.SmartHost;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./daybook serve} was told, checked.
 *
 * @param users accounts that must exist, each address once
 * @param access accounts to open to other users, and to close, each pair once
 * @param publicUrl absolute http or https URL without a slash at the end, without query and
 *     fragment
 * @param pushToPrivateAddresses whether push subscriptions may name services that are not on the
 *     public internet
 * @param anchorEvery how often an anchor of the journal is made; zero for never
 * @param smartHost where mail goes; without one nothing can be sent
 * @param retentionDays for which destroyed mail is restorable in accounts without a time of their
 *     own
 * @param drain how the server takes its leave
 * @param allowedOrigins serialized origins ({@code https://mail.example.org}), as browsers send
 *     them
 */
public record ServeOptions(
        Product product,
        HttpAddress http,
        List<Login> users,
        List<Access> access,
        boolean demo,
        @Nullable URI publicUrl,
        List<Cidr> trustedProxies,
        List<String> allowedOrigins,
        boolean pushToPrivateAddresses,
        Tls tls,
        @Nullable SmartHost smartHost,
        int retentionDays,
        Duration anchorEvery,
        Drain drain) {
    public ServeOptions {
        users = List.copyOf(users);
        access = List.copyOf(access);
        trustedProxies = List.copyOf(trustedProxies);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /**
     * Reads the words after {@code serve}. Files named there are opened only to check that they can
     * be read.
     */
    public static Parsed<ServeOptions> parse(List<String> words) {
        return parse(words, System.getenv());
    }

    /** The cluster that a node's file tells of, for commands that work beside its nodes. */
    public static Parsed<Product> cluster(String file) {
        return parse(List.of(ServeParser.MODE, "cluster", ServeParser.CONFIG, file))
                .then(options -> Parsed.ok(options.product()));
    }

    /**
     * @param environment what the file of the cluster may refer to
     */
    static Parsed<ServeOptions> parse(List<String> words, Map<String, String> environment) {
        return Arguments.sort(ServeParser.GRAMMAR, words)
                .then(given ->
                        switch (given.value(ServeParser.MODE).orElse("embedded")) {
                            case "embedded" -> ServeParser.parse(given);
                            case "cluster" -> ClusterParser.parse(given, environment);
                            default ->
                                    Parsed.wrong(
                                            "--mode is embedded (one process and its folder) or"
                                                    + " cluster (with --config FILE); see ./daybook"
                                                    + " serve --help");
                        });
    }
}
