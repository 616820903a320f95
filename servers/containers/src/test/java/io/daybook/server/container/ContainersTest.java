package io.daybook.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine is asked for. A process of its own asks, as tests have it, with no reaper. */
@Timeout(60)
class ContainersTest {
    private static final String COMPOSE = "../../docker/compose.yaml";
    private static final String LISTENING = "listening at ";

    @AutoClose private final FakeDocker docker = new FakeDocker();

    ContainersTest() throws IOException {}

    /** Where it listens; the process has then been ended by the end of its input. */
    private String listening(String... words) throws Exception {
        String output = run("tcp://127.0.0.1:" + docker.port(), 0, words);
        return output.lines()
                .filter(it -> it.startsWith(LISTENING))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output))
                .substring(LISTENING.length());
    }

    private static String run(String engine, int status, String... words) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ContainerServer.class.getName(),
                                COMPOSE));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", engine);
        builder.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(status);
        return output;
    }

    private Images images() throws IOException {
        return Images.of(Path.of(COMPOSE));
    }

    private void assertThatItWasRemoved() {
        assertThat(docker.requests()).anyMatch(it -> it.startsWith("DELETE /containers/1 "));
    }

    @Test
    void the_members_of_a_replica_set_are_where_they_say_inside_and_outside() throws Exception {
        String uri = listening("mongodb");
        var members =
                Pattern.compile("127\\.0\\.0\\.1:(\\d+)")
                        .matcher(uri)
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        assertThat(members).hasSize(3).doesNotHaveDuplicates();
        assertThat(uri).endsWith("/?replicaSet=daybook");
        assertThat(docker.created()).contains("\"Image\":\"" + images().mongodb() + "\"");
        for (String port : members) {
            assertThat(docker.created())
                    .contains(
                            "mongod --replSet daybook --port " + port + " ",
                            "\"%1$s/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"%1$s\"}]"
                                    .formatted(port));
        }
        assertThat(docker.requests())
                .anyMatch(it -> it.contains("rs.initiate") && it.contains(members.toString()));
        assertThatItWasRemoved();
    }

    @Test
    void elasticsearch_is_open_on_loopback_alone() throws Exception {
        assertThat(listening("elasticsearch")).isEqualTo("http://127.0.0.1:" + docker.port());
        assertThat(docker.created())
                .contains(
                        "\"Image\":\"" + images().elasticsearch() + "\"",
                        "\"9200/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"\"}]",
                        "discovery.type=single-node");
        assertThat(docker.requests()).anyMatch(it -> it.startsWith("GET /_cluster/health "));
        assertThatItWasRemoved();
    }

    @Test
    void s3_is_told_the_keys_of_the_tests() throws Exception {
        assertThat(listening("s3", "the-key", "the-secret"))
                .isEqualTo("http://127.0.0.1:" + docker.port());
        assertThat(docker.created())
                .contains(
                        "\"Image\":\"" + images().s3() + "\"",
                        "\"8333/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"\"}]",
                        "-s3.config=/etc/s3.json");
        assertThat(docker.requests())
                .anyMatch(it ->
                        it.startsWith("PUT /containers/1/archive ")
                                && it.contains("s3.json")
                                && it.contains("the-key")
                                && it.contains("the-secret"));
        assertThatItWasRemoved();
    }

    @Test
    void an_engine_that_answers_is_ready_and_one_that_does_not_is_told_in_one_line()
            throws Exception {
        assertThat(run("tcp://127.0.0.1:" + docker.port(), 0, "prepare"))
                .contains("Getting " + images().mongodb());
        docker.close();
        assertThat(run("tcp://127.0.0.1:" + docker.port(), 1, "prepare").lines())
                .singleElement()
                .asString()
                .contains("no Docker engine answers", "make cluster");
    }
}
