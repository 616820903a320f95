package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.jmap.RefusalWatch.Refused;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.refusal.RefusalEvent;
import io.daybook.refusal.watch.RefusalCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the audit tells of what was refused: who, what, when, from where, and nobody's secret. */
class RefusalAuditTest {
    private static final String ALICE = "alice@example.test";
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-22T12:00:00Z"));
    private WholeServer server;
    private AccountId account;
    private AccountId bobs;
    private JmapSession session;
    private AdminCalls admin;

    @BeforeEach
    void start(@TempDir Path data) {
        server = WholeServer.start(data, clock, null);
        account = server.user(ALICE, "secret");
        bobs = server.user("bob@example.test", "secret");
        session = JmapSession.open(server.url(), ALICE, "secret");
        admin = new AdminCalls(server.url(), server.adminToken());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<JsonNode> noted(String query) {
        server.bean(RefusalCounter.class).flush();
        // One account's question waits for what happened to it; the others have no account.
        for (int i = 0; i < 300 && admin.audit(query).isEmpty(); i++) {
            pause();
        }
        return admin.audit(query);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> told(JsonNode entry) {
        var told = new HashMap<String, String>();
        entry.get("changes")
                .forEach(one -> told.put(one.get("name").asString(), one.get("after").asString()));
        return told;
    }

    @Test
    void records_that_a_set_refused_are_told_by_method_error_and_id() {
        String inbox = session.mailboxByRole("inbox");
        String work = box("Work");
        box("Private");
        session.call(
                "Mailbox/set",
                "{\"create\": {\"k\": {\"name\": \"Work\"}}, \"update\": {\"%s\": {\"name\": \"Private\"}},"
                                .formatted(work)
                        + " \"destroy\": [\"m4711\"]}");
        var entries = noted("?account=" + account + "&result=refused");
        assertThat(entries).hasSize(2);
        for (JsonNode entry : entries) {
            assertThat(entry.get("operation").asString()).isEqualTo("Mailbox/set");
            assertThat(entry.get("actor").asString()).isEqualTo(ALICE);
            assertThat(entry.get("source").asString()).isEqualTo("jmap");
            assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
            assertThat(entry.get("requestId").asString()).isNotEmpty();
        }
        var found =
                entries.stream()
                        .filter(e -> e.get("detail").asString().equals("notFound"))
                        .toList();
        assertThat(told(found.getFirst())).containsEntry("destroy", "m4711");
        assertThat(admin.audit("?account=" + account + "&entity=mailbox:" + work))
                .extracting(e -> e.get("result").asString())
                .contains("refused");
        assertThat(inbox).isNotEmpty();
    }

    @Test
    void calls_that_failed_and_accounts_that_nobody_opened_are_told() {
        var arguments = JsonNodeFactory.instance.objectNode().put("accountId", bobs.value());
        var request = JsonNodeFactory.instance.arrayNode();
        request.addArray().add("Mailbox/get").add(arguments).add("0");
        assertThat(session.request(request).at("/0/1/type").asString())
                .isEqualTo("accountNotFound");
        session.callOrError(
                "Email/set", JsonNodeFactory.instance.objectNode().put("ifInState", "nonsense"));
        var entries = noted("?actor=" + ALICE.replace("@", "%40") + "&result=refused");
        assertThat(entries)
                .extracting(e -> e.get("operation").asString() + " " + e.get("detail").asString())
                .containsExactlyInAnyOrder(
                        "Mailbox/get accountNotFound", "Email/set stateMismatch");
    }

    @Test
    void sign_ins_that_fail_are_counted_without_what_was_typed() {
        for (int i = 0; i < 3; i++) {
            assertThat(JmapSession.isRefused(server.url(), ALICE, "hunter2")).isTrue();
        }
        assertThat(JmapSession.isRefused(server.url(), "hunter3@example.test", "hunter4")).isTrue();
        assertThat(
                        new AdminCalls(server.url(), "dba1.k1.hunter5")
                                .send("GET", "/admin", "")
                                .statusCode())
                .isEqualTo(401);
        var entries = noted("?operation=SignInsFailed");
        assertThat(entries).hasSize(3);
        var alices =
                admin.audit("?operation=SignInsFailed&entity=user:" + ALICE.replace("@", "%40"));
        assertThat(alices).hasSize(1);
        assertThat(told(alices.getFirst()))
                .containsEntry("count", "3")
                .containsEntry("first", "2026-11-22T12:00:00Z");
        assertThat(alices.getFirst().get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(alices.getFirst().get("actor").asString()).isEqualTo("anonymous");
        assertThat(admin.audit("?actorType=anonymous")).hasSize(3).containsAll(entries);
        assertThat(entries)
                .extracting(e -> e.get("detail").asString())
                .contains("The admin token was wrong.");
        assertThat(server.log().toString()).doesNotContain("hunter");
    }

    @Test
    void whoever_is_refused_all_day_fills_no_disk() {
        var counter = server.bean(RefusalCounter.class);
        int minutes = 60;
        for (int minute = 0; minute < minutes; minute++) {
            for (int i = 0; i < 2_000; i++) {
                var cause = new Cause("u" + i + "@example.test", "jmap", "192.0.2.1", "", "r");
                counter.refused(cause, new Refused(null, "Email/set", "notFound", List.of(), 1));
            }
            clock.turn(Duration.ofMinutes(1));
            counter.flush();
        }
        var events =
                server.log().stream()
                        .filter(e -> e.getPayload() instanceof RefusalEvent)
                        .map(e -> (RefusalEvent) e.getPayload())
                        .toList();
        assertThat(events).hasSizeBetween(60, 60 + 4 * minutes);
        assertThat(events.stream().mapToLong(RefusalEvent::count).sum())
                .isEqualTo(2_000L * minutes);
    }

    private String box(String name) {
        return session.call("Mailbox/set", "{\"create\": {\"k\": {\"name\": \"" + name + "\"}}}")
                .at("/created/k/id")
                .asString();
    }
}
