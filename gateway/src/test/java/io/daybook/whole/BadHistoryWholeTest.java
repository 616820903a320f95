package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
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

/** Ways back that lead nowhere, or not all the way: each says so, and does nothing by halves. */
class BadHistoryWholeTest {
    private static final String USER = "alice@example.test";
    private static final Cause ADMIN = new Cause("admin", "admin", "", "", "r");
    private static final Instant OPENED = Instant.parse("2026-11-22T12:00:00Z");
    private final StoppedClock clock = new StoppedClock(OPENED);
    private WholeServer server;
    private AccountId account;
    private JmapSession session;

    @BeforeEach
    void start(@TempDir Path data) {
        server = WholeServer.start(data, clock, null);
        account = server.user(USER, "secret");
        session = JmapSession.open(server.url(), USER, "secret");
        clock.turn(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_restore_into_a_full_quota_brings_back_nothing_and_says_so() {
        String email = arrive(0);
        String before = state();
        destroy(email);
        server.bus().command(new ChangeQuota(account, 0), ADMIN, AccountChanged.class);
        String full = state();
        JsonNode answer =
                session.call(
                        "History/restore",
                        "{\"to\": \"" + before + "\", \"what\": {\"everything\": true}}");
        assertThat(answer.at("/counts/reverted").asInt()).isZero();
        assertThat(answer.at("/notReverted/Email/" + email + "/type").asString())
                .isEqualTo("overQuota");
        assertThat(emails()).isEmpty();
        assertThat(state()).isEqualTo(full);
        // With room again the same wish is granted.
        server.bus().command(new ChangeQuota(account, 1 << 20), ADMIN, AccountChanged.class);
        assertThat(
                        session.call(
                                        "History/restore",
                                        "{\"to\": \"%s\", \"what\": {\"ids\": [\"%s\"]}}"
                                                .formatted(before, email))
                                .at("/counts/reverted")
                                .asInt())
                .isEqualTo(1);
        assertThat(emails()).containsExactly(email);
    }

    @Test
    void the_undo_of_an_undo_gives_what_it_took_as_often_as_one_likes() {
        String kept = arrive(1);
        String gone = arrive(2);
        String before = state();
        session.call(
                "Email/set",
                "{\"update\": {\"%s\": {\"keywords/$flagged\": true}}, \"destroy\": [\"%s\"]}"
                        .formatted(kept, gone));
        String after = mail();
        String from = before;
        for (int i = 0; i < 3; i++) {
            String undone = from;
            from = state();
            undo(undone);
            assertThat(mail()).as("undone %s times", i).doesNotContain("$flagged").contains(gone);
            undone = from;
            from = state();
            undo(undone);
            assertThat(mail()).as("redone %s times", i).isEqualTo(after);
        }
    }

    @Test
    void moments_that_the_account_did_not_have_are_told_apart() {
        String email = arrive(3);
        String foreign = otherState();
        String mine = state();
        String beyond = mine.substring(0, mine.indexOf('-') + 1) + "4711";
        for (String moment :
                List.of(
                        "2026-11-22T11:59:59Z",
                        "1970-01-01T00:00:00Z",
                        "2026-11-22T13:00:01Z",
                        "9999-12-31T23:59:59Z",
                        foreign,
                        beyond)) {
            assertNoSuchMoment("Email/get", "{\"ids\": null, \"asOf\": \"" + moment + "\"}");
            assertNoSuchMoment(
                    "History/restore",
                    "{\"to\": \"" + moment + "\", \"what\": {\"everything\": true}}");
        }
        for (String state : List.of(foreign, beyond)) {
            assertNoSuchMoment("History/undo", "{\"range\": {\"after\": \"" + state + "\"}}");
        }
        assertThat(state()).isEqualTo(mine);
        assertThat(emails()).containsExactly(email);
        // The first moment of all, and this one, are there.
        for (String moment : List.of(OPENED.toString(), clock.instant().toString())) {
            session.call("Email/get", "{\"ids\": null, \"asOf\": \"" + moment + "\"}");
        }
    }

    private void assertNoSuchMoment(String method, String arguments) {
        var answer = session.callOrError(method, (ObjectNode) JmapSession.JSON.readTree(arguments));
        assertThat(answer.at("/1/type").asString())
                .as("%s %s: %s", method, arguments, answer)
                .isEqualTo("noSuchMoment");
        assertThat(answer.at("/1/description").asString()).isNotBlank();
    }

    private String otherState() {
        server.user("bob@example.test", "secret");
        return JmapSession.open(server.url(), "bob@example.test", "secret").emailState();
    }

    private String arrive(int number) {
        byte[] octets =
                ("Subject: Number " + number + "\r\n\r\nHello " + number + "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        return session.importMessage(octets, session.mailboxByRole("inbox"));
    }

    private void destroy(String email) {
        session.call("Email/set", "{\"destroy\": [\"" + email + "\"]}");
    }

    private void undo(String after) {
        JsonNode answer =
                session.call("History/undo", "{\"range\": {\"after\": \"" + after + "\"}}");
        assertThat(answer.at("/counts/notReverted").asInt()).as("%s", answer).isZero();
    }

    private String state() {
        return session.emailState();
    }

    private List<String> emails() {
        var ids = new ArrayList<String>();
        session.call("Email/query", "{}").get("ids").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    private String mail() {
        return session.call(
                        "Email/get",
                        "{\"ids\": null, \"properties\": [\"keywords\", \"mailboxIds\"]}")
                .get("list")
                .toString();
    }
}
