package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class QuotaTest {
    private static final String BOB = "bob@example.test";
    private static final int MAX_OCTETS = 20_000;
    private static final int MAX_MAILBOXES = 5_000;
    private static ServerProcess server;
    private static JmapSession session;

    @BeforeAll
    static void start(@TempDir Path data) {
        server =
                ServerProcess.startWith(
                        List.of("-Ddaybook.quota-octets=" + MAX_OCTETS),
                        data,
                        "--user",
                        BOB + ":secret",
                        "--open",
                        BOB + ":" + ServerProcess.USER);
        session = server.session();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void no_way_in_leads_beyond_the_quota_of_octets() {
        JsonNode before = quota("octets");
        assertThat(before.get("hardLimit").asInt()).isEqualTo(MAX_OCTETS);
        assertThat(before.get("warnLimit").asInt()).isEqualTo(18_000);
        JsonNode first = imported(session, 15_000);
        assertThat(first.at("/created/k/id").isMissingNode()).isFalse();
        int used = quota("octets").get("used").asInt();
        assertThat(used).isGreaterThan(15_000).isLessThan(16_000);
        String state = state();
        assertOverQuota(imported(session, 15_000));
        assertOverQuota(composed(15_000));
        assertOverQuota(copied(15_000));
        assertThat(quota("octets").get("used").asInt()).isEqualTo(used);
        assertThat(state()).isEqualTo(state);
        assertThat(composed(100).at("/created/k/id").isMissingNode()).isFalse();
        assertThat(state()).isNotEqualTo(state);
        ObjectNode destroy = JmapSession.JSON.createObjectNode();
        destroy.putArray("destroy").add(first.at("/created/k/id").asString());
        session.call("Email/set", destroy);
        assertThat(quota("octets").get("used").asInt()).isLessThan(2_000);
        assertThat(composed(15_000).at("/created/k/id").isMissingNode()).isFalse();
    }

    @Test
    void there_are_no_more_mailboxes_than_their_quota() {
        int refused = 0;
        for (int serial = 0; refused == 0; ) {
            assertThat(serial).isLessThanOrEqualTo(MAX_MAILBOXES);
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ObjectNode create = arguments.putObject("create");
            for (int i = 0; i < 1_000; i++) {
                create.putObject("k" + i).put("name", "box " + serial++);
            }
            JsonNode notCreated = session.call("Mailbox/set", arguments).get("notCreated");
            refused = notCreated.size();
            notCreated.forEach(
                    error -> assertThat(error.get("type").asString()).isEqualTo("overQuota"));
        }
        JsonNode quota = quota("mailboxes");
        assertThat(quota.get("used").asInt()).isEqualTo(MAX_MAILBOXES);
        assertThat(quota.get("hardLimit").asInt()).isEqualTo(MAX_MAILBOXES);
    }

    private static void assertOverQuota(JsonNode answer) {
        assertThat(answer.at("/notCreated/k/type").asString())
                .as(answer.toString())
                .isEqualTo("overQuota");
    }

    /** From the account of Bob, whose quota is his own. */
    private static JsonNode copied(int octets) {
        JmapSession bob = JmapSession.open(server.url(), BOB, "secret");
        String email = imported(bob, octets).at("/created/k/id").asString();
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.put("fromAccountId", bob.account());
        ObjectNode create = arguments.putObject("create").putObject("k");
        create.put("id", email);
        create.putObject("mailboxIds").put(session.mailboxByRole("inbox"), true);
        return session.call("Email/copy", arguments);
    }

    private static JsonNode imported(JmapSession session, int octets) {
        byte[] message =
                ("Subject: imported\r\n\r\n" + text(octets)).getBytes(StandardCharsets.UTF_8);
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode email = arguments.putObject("emails").putObject("k");
        email.put("blobId", session.upload(message));
        email.putObject("mailboxIds").put(session.mailboxByRole("inbox"), true);
        return session.call("Email/import", arguments);
    }

    private static JsonNode composed(int octets) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode email = arguments.putObject("create").putObject("k");
        email.putObject("mailboxIds").put(session.mailboxByRole("inbox"), true);
        email.putArray("textBody").addObject().put("partId", "1");
        email.putObject("bodyValues").putObject("1").put("value", text(octets));
        return session.call("Email/set", arguments);
    }

    private static String text(int octets) {
        return "nine char\n".repeat(octets / 10);
    }

    private static JsonNode quota(String id) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putArray("ids").add(id);
        return session.call("Quota/get", arguments).get("list").get(0);
    }

    private static String state() {
        return session.call("Quota/get", "{\"ids\":[]}").get("state").asString();
    }
}
