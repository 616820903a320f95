package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts go from one server to another as archives, by the commands that an operator has. */
class ArchiveWholeTest {
    private static final String CAROL = "carol@example.test";
    private static final String CAROLS = "carols password";
    private static final Pattern TOKEN = Pattern.compile("Admin token, .* once: (\\S+)");
    private static final int ROUNDS = Integer.getInteger("daybook.archive.rounds", 1);

    @TempDir private Path temp;
    private Path archive;
    private String passphrase;
    private String password;

    @BeforeEach
    void prepare() throws IOException {
        archive = temp.resolve("alice.daybook");
        passphrase = Files.writeString(temp.resolve("passphrase"), "open sesame\n").toString();
        password = Files.writeString(temp.resolve("password"), CAROLS + "\n").toString();
    }

    private String token(ServerProcess server, String name) throws IOException {
        var found = TOKEN.matcher(server.output());
        assertThat(found.find()).as(server.output()).isTrue();
        return Files.writeString(temp.resolve(name), found.group(1)).toString();
    }

    private static CommandProcess.Ended ok(CommandProcess.Ended ended) {
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended;
    }

    private static void assertOneLine(CommandProcess.Ended ended, String... parts) {
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output().lines()).hasSize(1);
        assertThat(ended.output()).startsWith("daybook: ").contains(parts);
    }

    /** Mail, and changes of all kinds; the states on the way. */
    private static List<JsonNode> live(JmapSession session, int messages) {
        var states = new ArrayList<JsonNode>();
        states.add(RecordedAnswers.states(session));
        String inbox = session.mailboxByRole("inbox");
        var ids = new ArrayList<String>();
        for (int i = 0; i < messages; i++) {
            String text =
                    "From: a@example.test\r\nSubject: Number "
                            + i / 2
                            + "\r\n"
                            + "Message-ID: <"
                            + i
                            + "@example.test>\r\n"
                            + (i % 2 == 1 ? "References: <" + (i - 1) + "@example.test>\r\n" : "")
                            + "\r\nMessage "
                            + i
                            + "\r\n";
            ids.add(session.importMessage(text.getBytes(StandardCharsets.UTF_8), inbox));
        }
        states.add(RecordedAnswers.states(session));
        ObjectNode flags = JmapSession.JSON.createObjectNode();
        ObjectNode update = flags.putObject("update");
        ids.subList(0, messages / 2)
                .forEach(id -> update.putObject(id).put("keywords/$flagged", true));
        session.call("Email/set", flags);
        String work =
                session.call("Mailbox/set", "{\"create\":{\"k\":{\"name\":\"Work\"}}}")
                        .at("/created/k/id")
                        .asString();
        session.call(
                "Email/set",
                "{\"update\":{\"%s\":{\"mailboxIds\":{\"%s\":true}}},\"destroy\":[\"%s\"]}"
                        .formatted(ids.get(0), work, ids.get(1)));
        states.add(RecordedAnswers.states(session));
        session.call("Mailbox/set", "{\"update\":{\"%s\":{\"name\":\"Worked\"}}}".formatted(work));
        return states;
    }

    @Test
    void an_account_goes_from_a_server_that_runs_to_another_and_its_clients_go_on()
            throws Exception {
        try (var a = ServerProcess.start(temp.resolve("a"));
                var b = ServerProcess.start(temp.resolve("b"))) {
            var states = live(a.session(), 40);
            var answers = RecordedAnswers.of(a.session(), states);
            String from = token(a, "token-a");
            String to = token(b, "token-b");
            ok(
                    CommandProcess.run(
                            "export",
                            ServerProcess.USER,
                            "--out",
                            archive.toString(),
                            "--server",
                            a.url(),
                            "--admin-token-file",
                            from,
                            "--passphrase-file",
                            passphrase));
            assertThat(
                            ok(CommandProcess.run(
                                            "verify-archive",
                                            archive.toString(),
                                            "--passphrase-file",
                                            passphrase))
                                    .output())
                    .startsWith("Sound: account " + a.session().account());
            String[] bring = {
                "import-account",
                archive.toString(),
                "--server",
                b.url(),
                "--admin-token-file",
                to,
                "--passphrase-file",
                passphrase,
                "--user",
                CAROL,
                "--password-file",
                password
            };
            ok(CommandProcess.run(bring));
            var carol = JmapSession.open(b.url(), CAROL, CAROLS);
            assertThat(carol.account()).isEqualTo(a.session().account());
            answers.assertSame(carol);
            goesOn(carol, states.getLast());
            assertOneLine(CommandProcess.run(bring), "is here already");
            assertThat(b.output()).doesNotContain("ERROR");
        }
    }

    /** A client that has a state of the old server hears of new mail, and can write. */
    private static void goesOn(JmapSession session, JsonNode since) {
        String id =
                session.importMessage(
                        "Subject: New here\r\n\r\nHello\r\n".getBytes(StandardCharsets.UTF_8),
                        session.mailboxByRole("inbox"));
        JsonNode changes =
                session.call(
                        "Email/changes",
                        "{\"sinceState\":\"" + since.get("Email").asString() + "\"}");
        assertThat(changes.get("created")).extracting(JsonNode::asString).contains(id);
        session.call("Email/set", "{\"destroy\":[\"" + id + "\"]}");
    }

    @Test
    void an_account_goes_from_folder_to_folder_with_its_user() throws Exception {
        Path a = temp.resolve("a");
        RecordedAnswers answers;
        try (var server = ServerProcess.start(a)) {
            var states = live(server.session(), 10);
            answers = RecordedAnswers.of(server.session(), states);
            assertThat(server.stop()).isIn(0, 143);
        }
        Path b = temp.resolve("b");
        var export =
                CommandProcess.run(
                        "export",
                        ServerProcess.USER,
                        "--out",
                        archive.toString(),
                        "--data",
                        a.toString(),
                        "--unprotected",
                        "--with-user");
        assertThat(ok(export).output()).contains("warning", "Exported account");
        ok(CommandProcess.run("import-account", archive.toString(), "--data", b.toString()));
        try (var server = ServerProcess.start(b)) {
            answers.assertSame(server.session());
        }
    }

    @Test
    void what_cannot_be_used_is_one_line_and_changes_nothing() throws Exception {
        Path a = temp.resolve("a");
        try (var server = ServerProcess.start(a)) {
            live(server.session(), 4);
            String token = token(server, "token");
            String[] where = {"--server", server.url(), "--admin-token-file", token};
            String out = temp.resolve("none.daybook").toString();
            assertOneLine(
                    run("export", where, "nobody@example.test", "--out", out, "--unprotected")
                            .withoutWarning(),
                    "there is no account nobody@example.test");
            assertThat(temp).isDirectoryNotContaining("glob:**none.daybook*");
            ok(
                    CommandProcess.run(
                            "export",
                            ServerProcess.USER,
                            "--out",
                            archive.toString(),
                            "--server",
                            server.url(),
                            "--admin-token-file",
                            token,
                            "--passphrase-file",
                            passphrase));
            byte[] whole = Files.readAllBytes(archive);
            Path bad = temp.resolve("bad.daybook");
            String[] owner = {"--user", CAROL, "--password-file", password};
            Files.write(bad, Arrays.copyOf(whole, whole.length / 2));
            assertOneLine(
                    run("import-account", where, owner, bad, "--passphrase-file", passphrase),
                    "no archive of an account");
            String wrong = Files.writeString(temp.resolve("wrong"), "guess").toString();
            assertOneLine(
                    run("import-account", where, owner, archive, "--passphrase-file", wrong),
                    "the passphrase does not open the archive");
            assertOneLine(
                    run("import-account", where, owner, archive, "--passphrase-file", passphrase),
                    "is here already");
            assertThat(JmapSession.isRefused(server.url(), CAROL, CAROLS)).isTrue();
        }
    }

    private static Said run(String command, String[] where, Object... more) throws Exception {
        return run(command, where, new String[0], more);
    }

    private static Said run(String command, String[] where, String[] owner, Object... more)
            throws Exception {
        var words = new ArrayList<String>();
        words.add(command);
        words.addAll(List.of(where));
        words.addAll(List.of(owner));
        for (Object word : more) {
            words.add(word.toString());
        }
        return new Said(CommandProcess.run(words.toArray(String[]::new)));
    }

    private record Said(CommandProcess.Ended ended) {
        Said withoutWarning() {
            String rest =
                    ended.output()
                            .lines()
                            .filter(line -> !line.contains("warning"))
                            .reduce("", (a, b) -> a + b + "\n");
            return new Said(new CommandProcess.Ended(ended.status(), rest));
        }
    }

    private static void assertOneLine(Said said, String... parts) {
        assertOneLine(said.ended(), parts);
    }

    @Test
    void an_import_that_is_killed_is_all_there_or_not_at_all() throws Exception {
        Path a = temp.resolve("a");
        RecordedAnswers answers;
        try (var server = ServerProcess.start(a)) {
            var states = live(server.session(), 600);
            answers = RecordedAnswers.of(server.session(), states);
            assertThat(server.stop()).isIn(0, 143);
        }
        ok(
                CommandProcess.run(
                        "export",
                        ServerProcess.USER,
                        "--out",
                        archive.toString(),
                        "--data",
                        a.toString(),
                        "--unprotected",
                        "--with-user"));
        Random random = Seed.random("ArchiveWholeTest");
        for (int round = 0; round < ROUNDS; round++) {
            Path b = temp.resolve("b" + round);
            String[] bring = {"import-account", archive.toString(), "--data", b.toString()};
            boolean killed = CommandProcess.start(bring).killAfter(1500 + random.nextInt(2500));
            var again = CommandProcess.run(bring);
            if (again.status() != 0) {
                assertOneLine(again, "is here already");
            }
            try (var server = ServerProcess.start(b)) {
                answers.assertSame(server.session());
                assertThat(server.stop()).as("killed: %s", killed).isIn(0, 143);
            }
        }
    }
}
