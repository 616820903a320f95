package io.daybook.whole;

import io.daybook.server.FaultProxy;
import io.daybook.server.TestElasticsearch;
import io.daybook.server.TestMongo;
import io.daybook.server.TestS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A cluster on loopback: nodes as processes of their own, and the servers that they share, each
 * behind a network that can fail. MongoDB has a network for each node, so that one can be cut off.
 */
final class ClusterProcess implements AutoCloseable {
    static final String KEY = "daybook-master-key-1 " + "0123456789abcdef".repeat(4);

    private final Path folder;
    private final String users;
    private final String more;
    private final TestMongo mongo = TestMongo.start();
    private final TestElasticsearch elastic = TestElasticsearch.shared();
    private final TestS3 s3 = TestS3.shared();
    private final List<FaultProxy> mongoNetworks = new ArrayList<>();
    private final FaultProxy elasticNetwork;
    private final FaultProxy s3Network;
    private final List<@Nullable ServerProcess> nodes = new CopyOnWriteArrayList<>();

    private ClusterProcess(Path folder, String users, String more) {
        this.folder = folder;
        this.users = users;
        this.more = more;
        TestBucket.make(s3);
        this.elasticNetwork = FaultProxy.to(URI.create(elastic.uri()).getPort());
        this.s3Network = FaultProxy.to(URI.create(s3.endpoint()).getPort());
    }

    /**
     * Starts the nodes, one after the other, and returns when all are ready.
     *
     * @param users ADDRESS:PASSWORD each
     * @param more lines for the file of each node
     */
    static ClusterProcess start(Path folder, int nodes, List<String> users, String more) {
        var cluster = new ClusterProcess(folder, String.join("\n", users) + "\n", more);
        try {
            for (int i = 0; i < nodes; i++) {
                cluster.mongoNetworks.add(FaultProxy.to(URI.create(cluster.mongo.uri()).getPort()));
                cluster.nodes.add(cluster.startNode(i));
            }
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private ServerProcess startNode(int number) {
        return ServerProcess.startNode(config(number));
    }

    /** Writes the file of a node, which listens on a port of its choice. */
    private Path config(int number) {
        String text =
                """
                node: node-%d
                mongodb:
                  uri: mongodb://127.0.0.1:%d/?directConnection=true
                  database: %s
                elasticsearch:
                  uris: http://127.0.0.1:%d
                  index-prefix: %s
                s3:
                  endpoint: http://127.0.0.1:%d
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
                                number,
                                mongoNetworks.get(number).port(),
                                mongo.database(),
                                elasticNetwork.port(),
                                elastic.prefix(),
                                s3Network.port(),
                                s3.region(),
                                s3.bucket(),
                                s3.accessKey(),
                                more);
        try {
            Files.writeString(folder.resolve("master-key"), KEY);
            Files.writeString(folder.resolve("s3-secret"), s3.secretKey());
            Files.writeString(folder.resolve("users"), users);
            return Files.writeString(folder.resolve("node-" + number + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return nodes.size();
    }

    ServerProcess node(int number) {
        ServerProcess node = nodes.get(number);
        if (node == null) {
            throw new IllegalStateException("node " + number + " does not run");
        }
        return node;
    }

    boolean isRunning(int number) {
        return nodes.get(number) != null;
    }

    /** SIGKILL. */
    void kill(int number) {
        ServerProcess node = node(number);
        // Before it has gone, so that clients that lose it look elsewhere.
        nodes.set(number, null);
        node.kill();
    }

    /** Starts a node again that does not run, at another port. */
    void revive(int number) {
        nodes.set(number, startNode(number));
    }

    FaultProxy mongoNetwork(int node) {
        return mongoNetworks.get(node);
    }

    List<FaultProxy> mongoNetworks() {
        return List.copyOf(mongoNetworks);
    }

    FaultProxy elasticNetwork() {
        return elasticNetwork;
    }

    FaultProxy s3Network() {
        return s3Network;
    }

    /** What the nodes that run have said, for people. */
    String output() {
        var all = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            ServerProcess node = nodes.get(i);
            all.append("--- node ").append(i).append('\n');
            all.append(node == null ? "(killed)\n" : node.output());
        }
        return all.toString();
    }

    @Override
    public void close() {
        nodes.forEach(node -> {
            if (node != null) {
                node.close();
            }
        });
        mongoNetworks.forEach(FaultProxy::close);
        elasticNetwork.close();
        s3Network.close();
        mongo.close();
        s3.close();
        elastic.close();
    }
}
