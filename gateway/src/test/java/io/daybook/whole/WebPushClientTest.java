package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.gateway.PushReceiver;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A library of others decrypts our pushes: http_ece from npm, in a process of Node. */
@Tag("clients")
@Timeout(300)
class WebPushClientTest {
    private static final Path FOLDER = Path.of("src/test/clients/webpush");

    @Test
    void a_receiver_from_npm_reads_verification_and_state_changes(@TempDir Path folder)
            throws Exception {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules/http_ece")),
                "SKIPPED: the npm package http_ece is not installed; run make clients");
        try (var receiver = new PushReceiver();
                var node = new Node();
                var server =
                        ServerProcess.startWith(
                                List.of(
                                        "-Djavax.net.ssl.trustStore="
                                                + receiver.trustStore(folder.resolve("trust.p12")),
                                        "-Djavax.net.ssl.trustStorePassword=changeit"),
                                folder.resolve("data"),
                                "--push-to-private-addresses")) {
            JmapSession session = server.session();
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ObjectNode one = arguments.putObject("create").putObject("k");
            one.put("deviceClientId", "node").put("url", receiver.url("/node"));
            one.set("keys", node.keys);
            session.callWithoutAccount("PushSubscription/set", arguments.toString());

            JsonNode verification = node.read(receiver.next());
            assertThat(verification.get("@type").stringValue()).isEqualTo("PushVerification");
            ObjectNode update = JmapSession.JSON.createObjectNode();
            update.putObject("update")
                    .putObject(verification.get("pushSubscriptionId").stringValue())
                    .set("verificationCode", verification.get("verificationCode"));
            session.callWithoutAccount("PushSubscription/set", update.toString());
            JsonNode change = node.read(receiver.next());
            assertThat(change.get("@type").stringValue()).isEqualTo("StateChange");
            assertThat(change.get("changed").has(session.account())).isTrue();
        }
    }

    private static final class Node implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final BufferedWriter in;
        private final JsonNode keys;

        Node() throws IOException {
            process =
                    new ProcessBuilder("node", "receive.mjs")
                            .directory(FOLDER.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            out = process.inputReader(StandardCharsets.UTF_8);
            in = process.outputWriter(StandardCharsets.UTF_8);
            keys = JmapSession.JSON.readTree(out.readLine());
        }

        JsonNode read(PushReceiver.Pushed pushed) throws IOException {
            in.write(Base64.getEncoder().encodeToString(pushed.body()));
            in.newLine();
            in.flush();
            return JmapSession.JSON.readTree(out.readLine());
        }

        @Override
        public void close() throws Exception {
            in.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
