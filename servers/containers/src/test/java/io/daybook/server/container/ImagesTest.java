package io.daybook.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
    private static final Path COMPOSE = Path.of("..", "..", "docker", "compose.yaml");

    @TempDir private Path folder;

    private Images of(String compose) throws IOException {
        return Images.of(Files.writeString(folder.resolve("compose.yaml"), compose));
    }

    @Test
    void are_those_of_the_compose_file() throws Exception {
        var images = Images.of(COMPOSE);
        assertThat(Files.readString(COMPOSE))
                .contains(
                        "image: " + images.mongodb(),
                        "image: " + images.elasticsearch(),
                        "image: " + images.s3());
    }

    @Test
    void elasticsearch_is_the_one_that_runs_as_a_process() throws Exception {
        var images = Images.of(COMPOSE);
        String version = images.elasticsearch().substring(images.elasticsearch().indexOf(':') + 1);
        assertThat(Files.readString(Path.of("..", "elasticsearch", "pom.xml")))
                .contains("<elasticsearch.version>" + version + "<");
    }

    @Test
    void a_server_in_two_versions_or_in_none_is_a_mistake() {
        String rest =
                "image: docker.elastic.co/elasticsearch/elasticsearch:9\nimage: chrislusf/seaweedfs:3\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(rest + "image: mongo:8.0\nimage: mongo:7.0\n"))
                .withMessageContaining("[7.0, 8.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(rest + "image: mongo-express:1\n"))
                .withMessageContaining("mongo, not []");
    }
}
