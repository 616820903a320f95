package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.account.projection.MailProjection;
import io.daybook.blob.command.BlobSweeper;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier.Report;
import io.daybook.proof.Verifier.Scope;
import io.daybook.rebuild.RebuildOrder;
import io.daybook.rebuild.RebuildOrder.Action;
import io.daybook.rebuild.RebuildProgress;
import io.daybook.rebuild.RebuildProgress.Stage;
import io.daybook.rebuild.Rebuilds;
import io.daybook.rebuild.projection.ViewVerifier;
import io.daybook.view.ViewStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The retention that an administrator gives an account, and what is left when it is over. */
class RetentionWholeTest {
    private static final String USER = "alice@example.test";
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-22T12:00:00Z"));
    private WholeServer server;
    private AccountId account;
    private JmapSession session;
    private AdminCalls admin;

    @BeforeEach
    void start(@TempDir Path data) {
        server = WholeServer.start(data, clock, null);
        account = server.user(USER, "secret");
        session = JmapSession.open(server.url(), USER, "secret");
        admin = new AdminCalls(server.url(), server.adminToken());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void after_the_retention_only_the_facts_remain_and_the_history_says_what_is_lost() {
        String email =
                session.importMessage(
                        "Subject: Secret plan\r\n\r\nBurn it.\r\n".getBytes(StandardCharsets.UTF_8),
                        session.mailboxByRole("inbox"));
        JsonNode then = get(email, "blobId", "subject");
        String state = then.get("state").asString();
        String blob = then.at("/list/0/blobId").asString();
        retain("{\"days\": 3}", 200);
        session.call("Email/set", "{\"destroy\": [\"" + email + "\"]}");
        sweepTwice(Duration.ofDays(1));
        assertThat(keeps(blob)).isTrue();
        assertThat(getAsOf(email, state, "\"subject\"").at("/list/0/subject").asString())
                .isEqualTo("Secret plan");
        assertThat(queryAsOf(state, "{\"body\": \"burn\"}").at("/ids/0").asString())
                .isEqualTo(email);
        assertRowsTellNothingAndAreAsTheEventsSay();
        assertThat(restore(email, state).at("/counts/reverted").asInt()).isEqualTo(1);
        sweepTwice(Duration.ofDays(2));
        assertThat(keeps(blob)).isFalse();
        JsonNode refused = restore(email, state);
        assertThat(refused.at("/counts/reverted").asInt()).isZero();
        JsonNode why = refused.at("/notReverted/Email/" + email);
        assertThat(why.get("type").asString()).isEqualTo("expired");
        assertThat(why.get("description").asString()).contains("destroyed too long ago");
        assertOnlyFacts(email, state, blob);
        assertNobodyKnowsWhatItSaid(email, state);
        assertRowsTellNothingAndAreAsTheEventsSay();
        assertThat(rebuilt().differences()).isEmpty();
        assertOnlyFacts(email, state, blob);
        assertRowsTellNothingAndAreAsTheEventsSay();
    }

    /** Of the octets that are kept of rows, and of those that the events make. */
    private void assertRowsTellNothingAndAreAsTheEventsSay() {
        session.call("Email/query", "{}");
        var store = server.bean(ViewStore.class);
        var place = store.live(server.bean(MailProjection.class).group(), account.stream());
        try (var frozen = store.freeze(List.of(place))) {
            var rows = frozen.rows(place, null, 1_000);
            assertThat(rows).hasSizeBetween(10, 999);
            assertThat(rows)
                    .extracting(row -> new String(row.octets(), StandardCharsets.UTF_8))
                    .noneMatch(row -> row.contains("Secret plan"));
        }
        List<Finding> found = new CopyOnWriteArrayList<>();
        Report report =
                new Report() {
                    @Override
                    public void found(Finding finding) {
                        found.add(finding);
                    }

                    @Override
                    public void progress(String what, long done, long inAll) {
                        assertThat(done).isLessThanOrEqualTo(inAll);
                    }
                };
        server.bean(ViewVerifier.class)
                .verify(new Scope(List.of(account.stream()), List.of()), report);
        assertThat(found).isEmpty();
    }

    private RebuildProgress rebuilt() {
        var rebuilds = server.bean(Rebuilds.class);
        var order =
                new RebuildOrder(
                        Action.REBUILD,
                        List.of(MailProjection.NAME),
                        List.of(account.stream()),
                        true,
                        false,
                        false);
        var id = ((Rebuilds.Begun.Started) rebuilds.begin(order)).id();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (rebuilds.find(id).stage() == Stage.RUNNING && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(rebuilds.find(id).stage()).isEqualTo(Stage.DONE);
        assertThat(rebuilds.find(id).compared()).isEqualTo(1);
        return rebuilds.find(id);
    }

    private void assertOnlyFacts(String email, String state, String blob) {
        JsonNode changes =
                session.call(
                        "History/query",
                        "{\"filter\": {\"objectType\": \"Email\", \"objectId\": \"%s\"}}"
                                .formatted(email));
        assertThat(changes.get("ids")).hasSize(2);
        JsonNode facts = getAsOf(email, state, "\"size\", \"mailboxIds\", \"blobId\"");
        assertThat(facts.at("/list/0/blobId").asString()).isEqualTo(blob);
        assertThat(getAsOf(email, state, "\"subject\"").get("notFound"))
                .extracting(JsonNode::asString)
                .containsExactly(email);
        assertThatThrownBy(() -> session.download(blob)).hasMessageEndingWith(": 404");
        assertThat(server.log().toString()).doesNotContain("Secret plan", "Burn it");
    }

    @Test
    void it_is_listed_and_in_the_audit_and_outside_its_bounds_refused() {
        assertThat(admin.get("/admin/accounts").at("/accounts/0").has("retentionDays")).isFalse();
        retain("{\"days\": 3}", 200);
        retain("{\"days\": 90}", 200);
        retain("{\"days\": -1}", 400);
        retain("{\"days\": 36526}", 400);
        retain("{}", 400);
        JsonNode nobody =
                admin.answer("PUT", "/admin/accounts/nobody/retention", "{\"days\": 1}", 404);
        assertThat(nobody.get("detail").asString()).contains("no account nobody");
        session.call("Email/query", "{}");
        assertThat(admin.get("/admin/accounts").at("/accounts/0/retentionDays").asInt())
                .isEqualTo(90);
        String of = "?account=" + account + "&operation=";
        JsonNode last = admin.audit(of + "RetentionChanged").getFirst();
        assertThat(last.get("source").asString()).isEqualTo("admin");
        assertThat(last.at("/changes/0/name").asString()).isEqualTo("retentionDays");
        assertThat(last.at("/changes/0/before").asString()).isEqualTo("3");
        assertThat(last.at("/changes/0/after").asString()).isEqualTo("90");
        assertThat(admin.audit(of + "changeRetention"))
                .extracting(entry -> entry.get("result").asString())
                .containsExactly("refused", "refused", "refused", "done", "done");
    }

    @Test
    void the_same_retention_again_appends_nothing_and_that_of_the_server_comes_back() {
        long head = retain("{\"days\": 3}", 200).get("head").asLong();
        assertThat(retain("{\"days\": 3}", 200).get("head").asLong()).isEqualTo(head);
        String path = "/admin/accounts/" + account + "/retention";
        JsonNode dropped = admin.answer("DELETE", path, "", 200);
        assertThat(dropped.get("head").asLong()).isEqualTo(head + 1);
        assertThat(admin.answer("DELETE", path, "", 200)).isEqualTo(dropped);
        session.call("Email/query", "{}");
        assertThat(admin.get("/admin/accounts").at("/accounts/0").has("retentionDays")).isFalse();
        JsonNode last =
                admin.audit("?account=" + account + "&operation=RetentionChanged").getFirst();
        assertThat(last.at("/changes/0/before").asString()).isEqualTo("3");
        assertThat(last.at("/changes/0/after").asString("")).isEmpty();
        admin.answer("DELETE", "/admin/accounts/nobody/retention", "", 404);
    }

    /** Asked anew: what was read when the message was still there is in the memory for a while. */
    private void assertNobodyKnowsWhatItSaid(String email, String state) {
        for (String filter :
                List.of(
                        "{\"header\": [\"subject\", \"t plan\"]}",
                        "{\"operator\": \"NOT\", \"conditions\": [{\"header\": [\"x-received\", \"x\"]},"
                                + " {\"header\": [\"subject\", \"t plan\"]}]}")) {
            JsonNode answer = queryAsOf(state, filter);
            assertThat(answer.get("ids")).isEmpty();
            assertThat(answer.get("total").asInt()).isZero();
            assertThat(answer.get("undecided").asInt()).isEqualTo(1);
        }
        JsonNode sure =
                queryAsOf(
                        state,
                        "{\"operator\": \"OR\", \"conditions\": [{\"minSize\": 1}, {\"body\": \"x\"}]}");
        assertThat(sure.at("/ids/0").asString()).isEqualTo(email);
        assertThat(sure.has("undecided")).isFalse();
    }

    private JsonNode queryAsOf(String state, String filter) {
        return session.call(
                "Email/query",
                "{\"asOf\": \"%s\", \"filter\": %s, \"calculateTotal\": true}"
                        .formatted(state, filter));
    }

    private JsonNode retain(String body, int status) {
        return admin.answer("PUT", "/admin/accounts/" + account + "/retention", body, status);
    }

    /** What is not used is marked, and goes a day later. */
    private void sweepTwice(Duration later) {
        clock.turn(later);
        server.bean(BlobSweeper.class).sweep();
        clock.turn(Duration.ofHours(25));
        server.bean(BlobSweeper.class).sweep();
    }

    private boolean keeps(String blob) {
        return server.blobs().open(account, BlobId.parse(blob)) != null;
    }

    private JsonNode restore(String email, String state) {
        return session.call(
                "History/restore",
                "{\"dryRun\": true, \"to\": \"%s\", \"what\": {\"ids\": [\"%s\"]}}"
                        .formatted(state, email));
    }

    private JsonNode get(String email, String... properties) {
        var names = String.join("\", \"", properties);
        return session.call(
                "Email/get",
                "{\"ids\": [\"%s\"], \"properties\": [\"%s\"]}".formatted(email, names));
    }

    private JsonNode getAsOf(String email, String state, String properties) {
        return session.call(
                "Email/get",
                "{\"ids\": [\"%s\"], \"properties\": [%s], \"asOf\": \"%s\"}"
                        .formatted(email, properties, state));
    }
}
