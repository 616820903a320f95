package io.daybook.server.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers whose ports are on loopback only. Whoever starts one stops it; if this
 * process ends before it does, the reaper of Testcontainers does.
 */
record Containers(Images images) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START = Duration.ofSeconds(110);
    private static final int ELASTICSEARCH_PORT = 9200;
    private static final int S3_PORT = 8333;
    private static final int MEMBERS = 3;

    /** A container that runs, and where its server is. */
    record Started(GenericContainer<?> container, String address) {}

    /**
     * A replica set of three members. All are in one container, and listen there on the same ports
     * as outside, so that the names by which they know each other lead there from the tests as
     * well. The first is the only one that can become primary, since tests put networks before it.
     */
    Started mongodb() throws IOException, InterruptedException {
        List<Integer> ports = freePorts(MEMBERS);
        var container =
                container(images.mongodb())
                        .withCommand("bash", "-c", members(ports))
                        .withCreateContainerCmdModifier(it -> bind(it, ports))
                        .waitingFor(
                                Wait.forSuccessfulCommand(allAnswer(ports))
                                        .withStartupTimeout(START));
        container.start();
        var joined =
                container.execInContainer(
                        "mongosh",
                        "--quiet",
                        "--port",
                        "" + ports.getFirst(),
                        "--eval",
                        join(ports));
        if (joined.getExitCode() != 0) {
            container.stop();
            throw new IllegalStateException("There is no replica set: " + joined);
        }
        String hosts =
                ports.stream().map(it -> LOOPBACK + ":" + it).collect(Collectors.joining(","));
        return new Started(container, "mongodb://" + hosts + "/?replicaSet=daybook");
    }

    /** Runs them until one ends, and ends with it. */
    static String members(List<Integer> ports) {
        var script = new StringBuilder();
        for (int port : ports) {
            script.append(
                    """
                    mkdir -p /data/db/%1$d
                    mongod --replSet daybook --port %1$d --bind_ip_all --dbpath /data/db/%1$d \
                    --wiredTigerCacheSizeGB 0.25 &
                    """
                            .formatted(port));
        }
        return script + "wait -n\nexit 1\n";
    }

    private static String allAnswer(List<Integer> ports) {
        return ports.stream()
                .map(it -> "mongosh --quiet --port " + it + " --eval 'db.adminCommand({ping: 1})'")
                .collect(Collectors.joining(" && "));
    }

    /** For mongosh: joins them, and waits for a minute until the first can be written. */
    static String join(List<Integer> ports) {
        return """
        rs.initiate({
            _id: "daybook",
            members: %s.map((port, i) =>
                ({ _id: i, host: `127.0.0.1:${port}`, priority: i === 0 ? 1 : 0 })),
        });
        for (let i = 0; i < 600 && !db.hello().isWritablePrimary; i++) sleep(100);
        if (!db.hello().isWritablePrimary) quit(1);
        """
                .formatted(ports);
    }

    Started elasticsearch() {
        var container =
                container(images.elasticsearch())
                        .withEnv("discovery.type", "single-node")
                        .withEnv("xpack.security.enabled", "false")
                        .withEnv("action.auto_create_index", "false")
                        .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                        .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                        .withExposedPorts(ELASTICSEARCH_PORT)
                        .withCreateContainerCmdModifier(it -> bindToAny(it, ELASTICSEARCH_PORT))
                        .waitingFor(
                                Wait.forHttp("/_cluster/health?wait_for_status=yellow&timeout=1s")
                                        .forPort(ELASTICSEARCH_PORT)
                                        .forStatusCode(200)
                                        .withStartupTimeout(START));
        container.start();
        return new Started(container, http(container, ELASTICSEARCH_PORT));
    }

    /** It takes requests that are signed with these keys, and only those. */
    Started s3(String accessKey, String secretKey) {
        var container =
                container(images.s3())
                        .withCommand(
                                "server",
                                "-dir=/data",
                                "-ip=" + LOOPBACK,
                                "-ip.bind=0.0.0.0",
                                "-master.volumePreallocate=false",
                                // Each bucket has volumes of its own, and tests make many.
                                "-master.volumeSizeLimitMB=64",
                                "-volume.max=1000",
                                "-s3",
                                "-s3.port=" + S3_PORT,
                                "-s3.config=/etc/s3.json")
                        .withCopyToContainer(
                                Transferable.of(identity(accessKey, secretKey)), "/etc/s3.json")
                        .withExposedPorts(S3_PORT)
                        .withCreateContainerCmdModifier(it -> bindToAny(it, S3_PORT))
                        .waitingFor(
                                Wait.forSuccessfulCommand(
                                                "wget -q -O - http://127.0.0.1:9333/dir/assign"
                                                        + " | grep -q fid && wget -q -O /dev/null"
                                                        + " http://127.0.0.1:"
                                                        + S3_PORT
                                                        + "/status")
                                        .withStartupTimeout(START));
        container.start();
        return new Started(container, http(container, S3_PORT));
    }

    private static String identity(String accessKey, String secretKey) {
        return """
        {"identities": [{
            "name": "test",
            "credentials": [{"accessKey": "%s", "secretKey": "%s"}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"]
        }]}
        """
                .formatted(accessKey, secretKey);
    }

    private static GenericContainer<?> container(String image) {
        return new GenericContainer<>(DockerImageName.parse(image));
    }

    private static String http(GenericContainer<?> container, int port) {
        return "http://" + LOOPBACK + ":" + container.getMappedPort(port);
    }

    /** The same ports inside as outside. */
    private static void bind(CreateContainerCmd command, List<Integer> ports) {
        command.withExposedPorts(ports.stream().map(ExposedPort::tcp).toList());
        command.getHostConfig()
                .withPortBindings(
                        ports.stream()
                                .map(it ->
                                        new PortBinding(
                                                Binding.bindIpAndPort(LOOPBACK, it),
                                                ExposedPort.tcp(it)))
                                .toList());
    }

    /** A port outside that the engine chooses. */
    private static void bindToAny(CreateContainerCmd command, int port) {
        command.getHostConfig()
                .withPortBindings(new PortBinding(Binding.bindIp(LOOPBACK), ExposedPort.tcp(port)));
    }

    static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
