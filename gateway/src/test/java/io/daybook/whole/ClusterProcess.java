package io.daybook.whole;

import io.daybook.server.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A cluster on loopback: nodes as processes of their own, and the servers that they share, each
 * behind a network that can fail. MongoDB has a network for each node, so that one can be cut off.
 */
final class ClusterProcess implements Cluster, AutoCloseable {
    private final Path folder;
    private final String users;
    private final String more;
    private final ClusterServers servers = new ClusterServers();
    private final List<FaultProxy> mongoNetworks = new ArrayList<>();
    private final FaultProxy elasticNetwork;
    private final FaultProxy s3Network;
    private final List<@Nullable ServerProcess> nodes = new CopyOnWriteArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private ClusterProcess(Path folder, String users, String more) {
        this.folder = folder;
        this.users = users;
        this.more = more;
        this.elasticNetwork = FaultProxy.to(servers.elasticPort());
        this.s3Network = FaultProxy.to(servers.s3Port());
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
                cluster.mongoNetworks.add(FaultProxy.to(cluster.servers.mongoPort()));
                ServerProcess node = ServerProcess.startNode(cluster.config(i));
                cluster.nodes.add(node);
                cluster.addresses.add(URI.create(node.url()).getAuthority());
            }
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private Path config(int number) {
        var ports =
                new ClusterServers.Ports(
                        mongoNetworks.get(number).port(), elasticNetwork.port(), s3Network.port());
        return servers.file(folder, "node-" + number, ports, users, more);
    }

    /** What no node may ever tell anybody. */
    List<String> secrets() {
        return servers.secrets();
    }

    @Override
    public String url(int number) {
        return node(number).url();
    }

    @Override
    public int size() {
        return nodes.size();
    }

    ServerProcess node(int number) {
        ServerProcess node = nodes.get(number);
        if (node == null) {
            throw new IllegalStateException("node " + number + " does not run");
        }
        return node;
    }

    @Override
    public boolean isRunning(int number) {
        return nodes.get(number) != null;
    }

    /** SIGKILL. */
    void kill(int number) {
        ServerProcess node = node(number);
        // Before it has gone, so that clients that lose it look elsewhere.
        nodes.set(number, null);
        node.kill();
    }

    /** Starts a node again that does not run, where it was. */
    void revive(int number) {
        nodes.set(number, ServerProcess.startNodeAt(addresses.get(number), config(number)));
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
        servers.close();
    }
}
