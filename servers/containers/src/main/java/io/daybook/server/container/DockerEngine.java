package io.daybook.server.container;

import java.util.Optional;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Docker, or what speaks its protocol, where the environment of this process says it is. */
final class DockerEngine implements Engine {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

    @Override
    public Optional<String> problem() {
        var docker = DockerClientFactory.instance();
        try {
            docker.client();
        } catch (IllegalStateException e) {
            return Optional.of("no Docker engine answers (docker info tells why)");
        }
        String host = docker.dockerHostIpAddress();
        return HERE.contains(host)
                ? Optional.empty()
                : Optional.of(
                        "the Docker engine is at "
                                + host
                                + ", and tests reach containers on this machine only");
    }

    @Override
    public void pull(String image) {
        new RemoteDockerImage(DockerImageName.parse(image)).get();
    }
}
