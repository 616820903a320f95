package io.daybook.whole;

import com.mongodb.client.model.Filters;
import io.daybook.blob.command.s3.S3Connection;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.MongoSettings;
import io.daybook.core.cluster.Node;
import io.daybook.core.cluster.S3Settings;
import io.daybook.launch.Product;
import io.daybook.server.TestElasticsearch;
import io.daybook.server.TestMongo;
import io.daybook.server.TestS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** The servers that the nodes of one cluster share, with what each node is told of them. */
final class ClusterServers implements AutoCloseable {
    static final String KEY = "daybook-master-key-1 " + "0123456789abcdef".repeat(4);

    private final TestMongo mongo = TestMongo.start();
    private final TestElasticsearch elastic = TestElasticsearch.shared();
    private final TestS3 s3 = TestS3.shared();

    /** With a bucket, which nodes expect to find. */
    ClusterServers() {
        try (var client = S3Connection.open(s3Settings())) {
            client.createBucket(it -> it.bucket(s3.bucket()));
        } catch (BucketAlreadyOwnedByYouException e) {
            // The client has asked again, since the first answer was late: it is made.
        }
    }

    private S3Settings s3Settings() {
        return new S3Settings(
                URI.create(s3.endpoint()),
                s3.region(),
                s3.bucket(),
                new S3Settings.Credentials(s3.accessKey(), s3.secretKey()),
                new S3Settings.Encryption.None(),
                true);
    }

    /** A node inside the test. */
    Product.Cluster product(String node) {
        return new Product.Cluster(
                new Node(node, EnumSet.allOf(Node.Role.class)),
                new MongoSettings(mongo.uri(), mongo.database()),
                new ElasticSettings(
                        List.of(URI.create(elastic.uri())), null, null, elastic.prefix()),
                s3Settings(),
                MasterSecret.parse(KEY).orElseThrow(),
                Map.of());
    }

    int mongoPort() {
        return mongo.port();
    }

    int elasticPort() {
        return URI.create(elastic.uri()).getPort();
    }

    int s3Port() {
        return URI.create(s3.endpoint()).getPort();
    }

    /**
     * The collections of MongoDB that have anything of the account. What was being uploaded when a
     * node ended is left for the sweep, for a day.
     */
    List<String> remains(String account) {
        String stream = "account:" + account;
        var filters =
                Map.of(
                        "commits", Filters.eq("_id.stream", stream),
                        "keys", Filters.eq(stream),
                        "arrivals", Filters.eq(stream),
                        "blobLinks",
                                Filters.and(
                                        Filters.eq("account", account),
                                        Filters.exists("permanent")));
        try (var client = mongo.client()) {
            var database = client.getDatabase(mongo.database());
            return filters.entrySet().stream()
                    .filter(it ->
                            database.getCollection(it.getKey()).find(it.getValue()).first() != null)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /** What no node may ever tell anybody. */
    List<String> secrets() {
        return List.of(KEY.substring(KEY.indexOf(' ') + 1), s3.secretKey());
    }

    /** Where a node finds them: the servers themselves, or networks before them. */
    record Ports(int mongo, int elastic, int s3) {}

    Ports ports() {
        return new Ports(mongoPort(), elasticPort(), s3Port());
    }

    /** What MongoDB was asked, as {@link TestMongo#commands()} tells. */
    Map<String, Long> mongoCommands() {
        return mongo.commands();
    }

    /** Writes the file of a node that finds the servers where they are, also those given. */
    Path file(Path folder, String node, String users, String more) {
        return file(folder, node, mongo.uri(), elastic.uri(), s3.endpoint(), users, more);
    }

    /**
     * Writes the file of a node; where it listens is for others to add.
     *
     * @param users lines of ADDRESS:PASSWORD
     * @param more lines for the file
     */
    Path file(Path folder, String node, Ports ports, String users, String more) {
        return file(
                folder,
                node,
                "mongodb://127.0.0.1:" + ports.mongo() + "/?directConnection=true",
                "http://127.0.0.1:" + ports.elastic(),
                "http://127.0.0.1:" + ports.s3(),
                users,
                more);
    }

    private Path file(
            Path folder,
            String node,
            String mongoUri,
            String elasticUri,
            String s3Endpoint,
            String users,
            String more) {
        String text =
                """
                node: %s
                mongodb:
                  uri: "%s"
                  database: %s
                elasticsearch:
                  uris: "%s"
                  index-prefix: %s
                s3:
                  endpoint: "%s"
                  region: %s
                  bucket: %s
                  access-key: %s
                  secret-key: file:s3-secret
                master-key: file:master-key
                users: users
                drain: {notice: 1s, grace: 5s}
                %s
                """
                        .formatted(
                                node,
                                mongoUri,
                                mongo.database(),
                                elasticUri,
                                elastic.prefix(),
                                s3Endpoint,
                                s3.region(),
                                s3.bucket(),
                                s3.accessKey(),
                                more);
        try {
            Files.writeString(folder.resolve("master-key"), KEY);
            Files.writeString(folder.resolve("s3-secret"), s3.secretKey());
            Files.writeString(folder.resolve("users"), users);
            return Files.writeString(folder.resolve(node + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        mongo.close();
        s3.close();
        elastic.close();
    }
}
