package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.WholeServer;
import io.daybook.mime.Digest;
import io.daybook.mime.MessageParser;
import io.daybook.rebuild.redigest.Redigester;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rebuilds, proofs and anchors at a server that serves meanwhile. */
class RebuildWholeTest {
    private static final String USER = "alice@example.test";
    private static final String PASSWORD = "correct horse";
    private static final int MESSAGES = 24;

    @TempDir static Path folder;

    private static WholeServer server;
    private static JmapSession session;

    /** A newer parser, to which every third message looks otherwise than before. */
    private static final Redigester.Parser NEWER =
            new Redigester.Parser(
                    MessageParser.VERSION + 1,
                    octets -> {
                        var digest = MessageParser.parse(octets);
                        boolean differs = digest.subject().endsWith("0");
                        return new Digest(
                                MessageParser.VERSION + 1,
                                digest.headers(),
                                digest.root(),
                                differs ? "seen anew" : digest.preview(),
                                digest.hasAttachment(),
                                digest.size());
                    });

    @BeforeAll
    static void start() {
        server =
                WholeServer.start(
                        folder.resolve("data"), Clock.systemUTC(), null, Map.of("parser", NEWER));
        server.user(USER, PASSWORD);
        session = JmapSession.open(server.url(), USER, PASSWORD);
        String inbox = session.mailboxByRole("inbox");
        for (int i = 0; i < MESSAGES; i++) {
            session.importMessage(message(i), inbox, i % 2 == 0 ? "$seen" : "$flagged");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] message(int number) {
        return ("From: a@example.test\r\nSubject: report "
                        + number
                        + "\r\nMessage-ID: <"
                        + number
                        + "@example.test>\r\n\r\nThe word is word"
                        + number
                        + ".\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Commands.Ran run(String name, String... words) {
        return Commands.runAt(server, folder, name, words);
    }

    private static List<JsonNode> answers() {
        return List.of(
                session.call("Mailbox/get", "{\"ids\":null}"),
                session.call("Email/query", "{\"sort\":[{\"property\":\"subject\"}]}").get("ids"),
                session.call("Email/query", "{\"filter\":{\"body\":\"word7\"}}").get("ids"),
                session.call("Email/get", "{\"ids\":null,\"properties\":[\"keywords\"]}"));
    }

    @Test
    void all_views_are_rebuilt_compared_confirmed_and_give_the_same_answers() {
        var before = answers();
        assertThat(before.get(2)).hasSize(1);
        var rebuilt = run("rebuild", "all", "--compare");
        assertThat(rebuilt.output()).contains("no difference").contains("--confirm");
        assertThat(rebuilt.status()).isZero();
        assertThat(answers()).isEqualTo(before);
        assertThat(run("rebuild", "mail", "text", "--rollback").status()).isZero();
        assertThat(answers()).isEqualTo(before);
        assertThat(run("rebuild", "mail", "--rollback").output()).contains("nothing is kept");
        var one = run("rebuild", "mail", "text", "--account", USER, "--from-messages");
        assertThat(one.status()).as(one.output()).isZero();
        assertThat(run("rebuild", "all", "--confirm").status()).isZero();
        assertThat(folder.resolve("data/search")).isDirectoryNotContaining("glob:**+*");
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void emails_that_a_newer_parser_reads_otherwise_are_told_as_updated_once() {
        String state = session.emailState();
        var first = run("rebuild", "mail", "--redigest");
        assertThat(first.output()).contains(MESSAGES + " read again, of which 3 show");
        var changes = session.call("Email/changes", "{\"sinceState\":\"" + state + "\"}");
        assertThat(changes.get("updated")).hasSize(3);
        assertThat(changes.get("created")).isEmpty();
        String after = changes.get("newState").asString();
        var second = run("rebuild", "mail", "--redigest");
        assertThat(second.output()).contains(MESSAGES + " read again, of which 0 show");
        assertThat(session.emailState()).isEqualTo(after);
    }

    @Test
    void everything_is_as_it_was_written_also_against_an_anchor() throws Exception {
        Path anchor = folder.resolve("anchor");
        var made = run("anchor", "--out", anchor.toString());
        assertThat(made.output()).contains("Anchor ").contains("Its id is ");
        assertThat(Files.readString(anchor)).startsWith("daybook-anchor 1\n");
        var verified = run("verify", "--against", anchor.toString());
        assertThat(verified.output())
                .contains("journal")
                .contains("blobs")
                .contains("views")
                .contains("Everything is as it was written");
        assertThat(verified.status()).isZero();
        assertThat(run("verify", "--only", "blobs", "--account", USER).output())
                .contains("blobs    " + MESSAGES + " blobs");
    }

    @Test
    void what_cannot_be_done_is_said_with_what_can() {
        var unknown = run("rebuild", "mails");
        assertThat(unknown.output()).contains("There is no view mails; there are admin, ");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(run("rebuild", "mail", "--account", "nobody").output())
                .contains("There is no account nobody");
        assertThat(Commands.run("rebuild", "mail").output()).contains("say where");
        assertThat(Commands.run("rebuild", "--data", ".").status()).isEqualTo(2);
        assertThat(run("verify", "--only", "mail").output()).contains("not 'mail'");
        String data = folder.resolve("data").toString();
        var inUse = Commands.run("verify", "--data", data);
        assertThat(inUse.output()).contains("is in use by process");
        assertThat(inUse.status()).isEqualTo(1);
    }
}
