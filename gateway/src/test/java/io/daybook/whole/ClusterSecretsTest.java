package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told something wrong says so and never what it was told in confidence. */
@Tag("cluster")
class ClusterSecretsTest {
    private static final String SECRET = "s3cr3tOfTheHouse";
    private static final String KEY = "daybook-master-key-1 " + "5ec4e7".repeat(10) + "5ec4";

    @TempDir private Path folder;

    private ServerProcess.Ended start(String mongo) throws IOException {
        Files.writeString(folder.resolve("master-key"), KEY);
        Files.writeString(folder.resolve("secret"), SECRET);
        return ServerProcess.startNodeInVain(
                Files.writeString(
                        folder.resolve("daybook.yaml"),
                        """
                        node: one
                        mongodb: {uri: "%s"}
                        elasticsearch: {uris: "http://127.0.0.1:1", user: u, password: file:secret}
                        s3: {endpoint: "http://127.0.0.1:1", bucket: mail, access-key: k, secret-key: file:secret}
                        master-key: file:master-key
                        """
                                .formatted(mongo)));
    }

    private static void assertDiscreet(ServerProcess.Ended ended) {
        assertThat(ended.output()).doesNotContain(SECRET).doesNotContain("5ec4e75ec4e7");
    }

    @Test
    void a_mongodb_that_is_not_there_is_one_line_without_the_password() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        var ended =
                start(
                        "mongodb://mail:"
                                + SECRET
                                + "@127.0.0.1:"
                                + nobody
                                + "/?directConnection=true");
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("daybook: ").contains("mongodb.uri");
        assertDiscreet(ended);
    }

    @Test
    void a_connection_string_that_is_none_is_one_line_without_the_password() throws IOException {
        var ended = start("mongodb://mail:" + SECRET + ":x@y@z:1:2/?" + SECRET + "=1");
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output().lines()).hasSize(1);
        assertThat(ended.output()).contains("mongodb.uri is no connection string");
        assertDiscreet(ended);
    }

    @Test
    void a_file_that_is_wrong_is_status_2_and_all_its_mistakes() throws IOException {
        var ended = start("mysql://mail:" + SECRET + "@db");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output().lines()).hasSize(1);
        assertThat(ended.output()).contains("line 2: mongodb.uri is a connection string");
        assertDiscreet(ended);
    }
}
