package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Folders of earlier versions open, and answer as they did: see {@code kept/README.md}. */
class UpgradeTest {
    private static final String BOB = "bob@example.test";
    private static final Map<String, String> PASSWORDS =
            Map.of(ServerProcess.USER, ServerProcess.PASSWORD, BOB, "battery staple");

    @TempDir private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0-first-path", "0.1.0-everyday-mail"})
    void a_folder_of_an_earlier_version_answers_as_it_did(String version) {
        unpack(version);
        try (var server = ServerProcess.start(data)) {
            answerAsThen(server, version);
            assertThat(server.stop()).isIn(0, 143);
        }
        assertThat(data.resolve("format")).hasContent("daybook-data 2\n");
        // Again, from the views that were posted anew.
        try (var server = ServerProcess.start(data)) {
            answerAsThen(server, version);
            goesOn(server);
            assertThat(server.output()).doesNotContain("cannot follow", "ERROR");
            assertThat(server.stop()).isIn(0, 143);
        }
    }

    @Test
    void an_app_password_of_an_earlier_version_still_signs_in() {
        unpack("0.1.0-everyday-mail");
        try (var server = ServerProcess.start(data)) {
            var session =
                    JmapSession.withToken(
                            server.url(), recorded("0.1.0-everyday-mail").get("token").asString());
            assertThat(session.mailboxByRole("inbox")).isNotEmpty();
        }
    }

    private static void answerAsThen(ServerProcess server, String version) {
        var sessions = new HashMap<String, JmapSession>();
        for (JsonNode then : recorded(version).get("answers")) {
            var session =
                    sessions.computeIfAbsent(
                            then.get("user").asString(),
                            user -> JmapSession.open(server.url(), user, PASSWORDS.get(user)));
            String method = then.get("method").asString();
            var arguments = (ObjectNode) then.get("arguments").deepCopy();
            JsonNode now = session.callAsGiven(method, arguments);
            var answer = (ObjectNode) then.get("answer");
            // What later versions have learned.
            answer.remove("canCalculateChanges");
            ((ObjectNode) now).remove("canCalculateChanges");
            assertThat(now)
                    .as("%s %s of %s", method, then.get("arguments"), then.get("user"))
                    .isEqualTo(answer);
        }
    }

    /** The account takes new mail, and its old states tell of it. */
    private static void goesOn(ServerProcess server) {
        JmapSession session = server.session();
        String before = session.emailState();
        String id =
                session.importMessage(
                        "Subject: After the upgrade\r\n\r\nHello\r\n".getBytes(),
                        session.mailboxByRole("inbox"));
        JsonNode changes = session.call("Email/changes", "{\"sinceState\":\"" + before + "\"}");
        assertThat(changes.at("/created/0").asString()).isEqualTo(id);
    }

    private static JsonNode recorded(String version) {
        try (var in = UpgradeTest.class.getResourceAsStream("/kept/" + version + ".json")) {
            return JmapSession.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(String version) {
        var resource = UpgradeTest.class.getResourceAsStream("/kept/" + version + ".zip");
        try (var zip = new ZipInputStream(resource)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = data.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
