package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.account.AccountCommand.ChangeRetention;
import io.daybook.account.projection.MailRebuild;
import io.daybook.blob.command.BlobSweeper;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.State;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.view.Rebuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** History/undo and History/restore in a whole server with a turned clock. */
class GoingBackTest {
    private static final String USER = "alice@example.test";
    private static final Cause ADMIN = new Cause("admin", "admin", "", "", "r");
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-22T12:00:00Z"));
    private WholeServer server;
    private AccountId account;
    private JmapSession session;

    @BeforeEach
    void start(@TempDir Path data) {
        server = WholeServer.start(data, clock, null);
        account = server.user(USER, "secret");
        session = JmapSession.open(server.url(), USER, "secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_undo_of_five_thousand_moves_is_one_call_and_one_event() {
        List<String> emails = imported(5_000);
        String archive = mailbox("archive");
        String before = state();
        for (int from = 0; from < emails.size(); from += 1_000) {
            ObjectNode update = JmapSession.JSON.createObjectNode();
            for (String email : emails.subList(from, from + 1_000)) {
                update.putObject(email).putObject("mailboxIds").put(archive, true);
            }
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            arguments.set("update", update);
            session.call("Email/set", arguments);
        }
        assertThat(counted("archive")).isEqualTo(5_000);
        long began = System.nanoTime();
        JsonNode undone = undo(before);
        System.out.println(
                "undo of 5,000 moves: " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(undone.at("/counts/reverted").asInt()).isEqualTo(5_000);
        assertThat(undone.at("/counts/notReverted").asInt()).isZero();
        assertThat(seq(undone, "newState")).isEqualTo(seq(undone, "oldState") + 1);
        assertThat(counted("archive")).isZero();
        assertThat(counted("inbox")).isEqualTo(5_000);
        // And all of them destroyed, and back by one event.
        String full = state();
        for (int from = 0; from < emails.size(); from += 1_000) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            var destroy = arguments.putArray("destroy");
            emails.subList(from, from + 1_000).forEach(destroy::add);
            session.call("Email/set", arguments);
        }
        assertThat(counted("inbox")).isZero();
        began = System.nanoTime();
        JsonNode back = undo(full);
        System.out.println(
                "undo of 5,000 destroyed: " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(back.at("/counts/reverted").asInt()).isEqualTo(5_000);
        assertThat(seq(back, "newState")).isEqualTo(seq(back, "oldState") + 1);
        assertThat(counted("inbox")).isEqualTo(5_000);
        requireRebuildEqual();
    }

    @Test
    void a_message_is_restorable_for_the_retention_and_then_its_octets_go() {
        List<String> emails = imported(2);
        String before = state();
        String blob = blobOf(emails.get(0));
        destroy(emails.get(0));
        destroy(emails.get(1));
        clock.turn(Duration.ofDays(29));
        sweepForDays(0);
        assertThat(keeps(blob)).isTrue();
        // Back within the time, and gone again: the time begins anew.
        assertThat(undo(before).at("/counts/reverted").asInt()).isEqualTo(2);
        destroy(emails.get(0));
        destroy(emails.get(1));
        clock.turn(Duration.ofDays(29));
        sweepForDays(0);
        assertThat(dryRun(before).at("/counts/reverted").asInt()).isEqualTo(2);
        clock.turn(Duration.ofDays(2));
        JsonNode late = dryRun(before);
        assertThat(late.at("/counts/reverted").asInt()).isZero();
        assertThat(late.at("/notReverted/Email/" + emails.get(0) + "/type").asString())
                .isEqualTo("expired");
        sweepForDays(3);
        assertThat(keeps(blob)).isFalse();
        assertThat(undo(before).at("/counts/reverted").asInt()).isZero();
        // Only the facts are left: the views can still be made of them.
        assertThat(counted("inbox")).isZero();
    }

    @Test
    void the_octets_stay_while_another_email_has_them() {
        List<String> emails = imported(2);
        String blob = blobOf(emails.get(0));
        destroy(emails.get(0));
        clock.turn(Duration.ofDays(31));
        sweepForDays(4);
        assertThat(keeps(blob)).isTrue();
        assertThat(blobOf(emails.get(1))).isEqualTo(blob);
    }

    @Test
    void each_account_has_a_retention_of_its_own() {
        List<String> emails = imported(1);
        String before = state();
        destroy(emails.get(0));
        clock.turn(Duration.ofDays(40));
        assertThat(dryRun(before).at("/counts/reverted").asInt()).isZero();
        command(new ChangeRetention(account, 90));
        assertThat(dryRun(before).at("/counts/reverted").asInt()).isEqualTo(1);
        command(new ChangeRetention(account, 7));
        assertThat(dryRun(before).at("/counts/reverted").asInt()).isZero();
        command(new ChangeRetention(account, 90));
        assertThat(undo(before).at("/counts/reverted").asInt()).isEqualTo(1);
        requireRebuildEqual();
    }

    @Test
    void what_does_not_fit_into_the_quota_stays_away_record_by_record() {
        List<String> emails = imported(3);
        int size = session.call("Email/get", ids(emails.get(0))).at("/list/0/size").asInt();
        String before = state();
        emails.forEach(this::destroy);
        command(new ChangeQuota(account, size * 2L));
        JsonNode undone = undo(before);
        assertThat(undone.at("/counts/reverted").asInt()).isEqualTo(2);
        JsonNode refused = undone.at("/notReverted/Email");
        assertThat(refused.size()).isEqualTo(1);
        assertThat(refused.properties().iterator().next().getValue().get("type").asString())
                .isEqualTo("overQuota");
        assertThat(counted("inbox")).isEqualTo(2);
    }

    private void requireRebuildEqual() {
        var report =
                server.bean(Rebuilder.class)
                        .rebuild(
                                server.bean(MailRebuild.class),
                                account.stream(),
                                false,
                                Rebuilder.End.COMPARE,
                                Rebuilder.Watch.NONE);
        assertThat(report.differences()).isEmpty();
    }

    private void command(Command command) {
        server.bus().command(command, ADMIN, AccountChanged.class);
    }

    /** Sweeps today and on each of the following days. */
    private void sweepForDays(int days) {
        for (int day = 0; day <= days; day++) {
            server.bean(BlobSweeper.class).sweep();
            if (day < days) {
                clock.turn(Duration.ofHours(25));
            }
        }
    }

    private boolean keeps(String blob) {
        return server.blobs().open(account, BlobId.parse(blob)) != null;
    }

    private JsonNode undo(String after) {
        return session.call("History/undo", "{\"range\": {\"after\": \"" + after + "\"}}");
    }

    private JsonNode dryRun(String after) {
        return session.call(
                "History/undo", "{\"dryRun\": true, \"range\": {\"after\": \"" + after + "\"}}");
    }

    private static long seq(JsonNode answer, String state) {
        return State.parse(answer.get(state).asString()).seq();
    }

    private List<String> imported(int count) {
        byte[] octets =
                "From: a@example.test\r\nSubject: Hello\r\n\r\nHello.\r\n"
                        .getBytes(StandardCharsets.UTF_8);
        String blob = session.upload(octets);
        String inbox = mailbox("inbox");
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ObjectNode emails = arguments.putObject("emails");
            int some = Math.min(1_000, count - ids.size());
            for (int i = 0; i < some; i++) {
                ObjectNode email = emails.putObject("k" + i);
                email.put("blobId", blob);
                email.putObject("mailboxIds").put(inbox, true);
            }
            JsonNode created = session.call("Email/import", arguments).get("created");
            for (int i = 0; i < some; i++) {
                ids.add(created.get("k" + i).get("id").asString());
            }
        }
        return ids;
    }

    private void destroy(String email) {
        session.call("Email/set", "{\"destroy\": [\"" + email + "\"]}");
    }

    private String blobOf(String email) {
        return session.call("Email/get", ids(email)).at("/list/0/blobId").asString();
    }

    private static String ids(String email) {
        return "{\"ids\": [\"" + email + "\"], \"properties\": [\"blobId\", \"size\"]}";
    }

    private String state() {
        return session.emailState();
    }

    private JsonNode mailboxNode(String role) {
        for (JsonNode mailbox : session.call("Mailbox/get", "{\"ids\": null}").get("list")) {
            if (role.equals(mailbox.get("role").asString(null))) {
                return mailbox;
            }
        }
        throw new AssertionError("no mailbox " + role);
    }

    private String mailbox(String role) {
        return mailboxNode(role).get("id").asString();
    }

    private int counted(String role) {
        return mailboxNode(role).get("totalEmails").asInt();
    }
}
