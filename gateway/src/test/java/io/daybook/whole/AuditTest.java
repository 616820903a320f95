package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.gateway.WholeServer;
import io.daybook.submission.relay.smtp.SmartHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The audit of a whole server against the log itself. */
class AuditTest {
    private static final int STEPS = 150;

    /** Events that go by the name of what was asked for. */
    private static final Set<String> OTHER_NAMES = Set.of("AdminActed", "CallsRefused");

    /** Nobody listens there, and everything is held for longer than the test takes. */
    private static final SmartHost NOBODY =
            new SmartHost(
                    "127.0.0.1",
                    9,
                    SmartHost.Security.OPPORTUNISTIC,
                    null,
                    null,
                    null,
                    SmartHost.Patience.STANDARD);

    private AdminCalls admin;

    @Test
    void the_audit_is_a_fold_of_the_log_also_over_a_restart(@TempDir Path data) {
        Random random = Seed.random("AuditTest");
        String token;
        try (var server = WholeServer.start(data, Clock.systemUTC(), NOBODY)) {
            token = server.adminToken();
            admin = new AdminCalls(server.url(), token);
            server.user("alice@example.test", "correct horse");
            AccountId bob = server.user("bob@example.test", "battery staple");
            change(server, random);
            admin.answer(
                    "PUT", "/admin/accounts/" + bob + "/quota", "{\"quotaOctets\": 4711}", 200);
            admin.answer("PUT", "/admin/accounts/nobody/quota", "{\"quotaOctets\": 4711}", 404);
            assertEqualsLog(server);
        }
        try (var server = WholeServer.start(data, Clock.systemUTC(), NOBODY)) {
            admin = new AdminCalls(server.url(), token);
            assertEqualsLog(server);
            change(server, random);
            assertEqualsLog(server);
            assertFiltersAgree();
        }
    }

    private void change(WholeServer server, Random random) {
        JmapSession session = JmapSession.open(server.url(), "alice@example.test", "correct horse");
        var history = new RandomHistory(session, random);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        session.call(
                "VacationResponse/set",
                "{\"update\": {\"singleton\": {\"isEnabled\": true, \"subject\": \"Away\"}}}");
        var box =
                session.call(
                                "Mailbox/set",
                                "{\"create\": {\"k\": {\"name\": \"Old "
                                        + random.nextInt()
                                        + "\"}}}")
                        .at("/created/k/id")
                        .asString();
        session.call(
                "Mailbox/set",
                "{\"update\": {\"" + box + "\": {\"name\": \"New " + random.nextInt() + "\"}}}");
    }

    private void assertEqualsLog(WholeServer server) {
        Map<String, JsonNode> audit = new TreeMap<>();
        var order = new ArrayList<String>();
        List<DomainEventMessage<?>> log = server.log();
        for (JsonNode entry : export(log.size())) {
            String place = entry.get("stream").asString() + "#" + entry.get("seq").asLong();
            assertThat(audit.put(place, entry)).as("twice %s", place).isNull();
            order.add(entry.get("at").asString());
        }
        var times = new ArrayList<>(order);
        times.sort((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));
        assertThat(order).isEqualTo(times);
        assertThat(audit).hasSameSizeAs(log);
        for (DomainEventMessage<?> event : log) {
            String place = event.getAggregateIdentifier() + "#" + event.getSequenceNumber();
            JsonNode entry = audit.get(place);
            assertThat(entry).as(place).isNotNull();
            String name = event.getPayloadType().getSimpleName();
            if (!OTHER_NAMES.contains(name)) {
                assertThat(entry.get("operation").asString()).isEqualTo(name);
            }
            for (String field : List.of("actor", "source", "address", "client", "requestId")) {
                Object expected = event.getMetaData().getOrDefault(field, "");
                assertThat(entry.path(field).asString("")).as(place + field).isEqualTo(expected);
            }
            if ("jmap".equals(event.getMetaData().get("source"))) {
                assertThat(entry.get("actor").asString()).isEqualTo("alice@example.test");
                assertThat(entry.get("requestId").asString()).isNotEmpty();
                assertThat(entry.get("client").asString()).contains("Java");
                assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
                assertThat(entry.get("account").asString()).isNotEmpty();
                assertThat(entry.get("entityCount").asInt()).isPositive();
            }
        }
    }

    /** Waits until the audit, which nothing waits for, has everything. */
    private List<JsonNode> export(int entries) {
        List<JsonNode> found = List.of();
        for (int i = 0; i < 300 && found.size() < entries; i++) {
            if (i > 0) {
                sleep();
            }
            found = admin.audit("");
        }
        return found;
    }

    private void assertFiltersAgree() {
        List<JsonNode> all = admin.audit("");
        Map<String, Set<String>> values = new HashMap<>();
        for (JsonNode entry : all) {
            for (String field :
                    List.of("account", "actor", "operation", "source", "result", "actorType")) {
                if (entry.has(field)) {
                    values.computeIfAbsent(field, _ -> new HashSet<>())
                            .add(entry.get(field).asString());
                }
            }
        }
        values.forEach((field, some) ->
                some.forEach(value -> {
                    String query = field + "=" + value.replace("@", "%40");
                    var expected =
                            all.stream()
                                    .filter(e -> e.path(field).asString("").equals(value))
                                    .toList();
                    assertThat(admin.audit("?" + query)).as(query).isEqualTo(expected);
                    assertThat(pages(query)).as(query).isEqualTo(expected);
                }));
        for (String operation :
                List.of("MailboxRenamed", "changeQuota", "VacationResponseChanged")) {
            assertThat(admin.audit("?operation=" + operation)).isNotEmpty();
        }
        JsonNode renamed = admin.audit("?operation=MailboxRenamed").getFirst();
        assertThat(renamed.at("/changes/0/before").asString()).startsWith("Old ");
        assertThat(renamed.at("/changes/0/after").asString()).startsWith("New ");
        var refused = admin.audit("?result=refused&operation=changeQuota");
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().get("detail").asString()).contains("nobody");
        for (String field : List.of("actor", "operation", "source")) {
            var counts = admin.get("/admin/audit/" + field + "s?limit=1000").get(field + "s");
            counts.forEach(count ->
                    assertThat(count.get("entries").asLong())
                            .isEqualTo(
                                    all.stream()
                                            .filter(e ->
                                                    e.get(field)
                                                            .asString()
                                                            .equals(count.get("value").asString()))
                                            .count()));
            assertThat(counts).hasSize(values.get(field).size());
        }
    }

    private List<JsonNode> pages(String query) {
        var found = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = admin.get("/admin/audit?limit=97&" + query + cursor);
            page.get("entries").forEach(found::add);
            cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").asString() : "";
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void accounts_and_followers_are_listed(@TempDir Path data) {
        try (var server = WholeServer.start(data, Clock.systemUTC(), NOBODY)) {
            admin = new AdminCalls(server.url(), server.adminToken());
            AccountId alice = server.user("alice@example.test", "correct horse");
            AccountId bob = server.user("bob@example.test", "battery staple");
            JmapSession session =
                    JmapSession.open(server.url(), "alice@example.test", "correct horse");
            new RandomHistory(session, new Random(1)).step();
            admin.answer(
                    "PUT", "/admin/accounts/" + bob + "/quota", "{\"quotaOctets\": 4711}", 200);
            session.call("Email/query", "{}");
            JsonNode first = admin.get("/admin/accounts?limit=1");
            JsonNode second =
                    admin.get("/admin/accounts?limit=1&cursor=" + first.get("cursor").asString());
            assertThat(second.has("cursor")).isFalse();
            var owners = new TreeMap<String, String>();
            for (JsonNode page : List.of(first, second)) {
                JsonNode one = page.at("/accounts/0");
                owners.put(one.get("id").asString(), one.get("owner").asString());
            }
            assertThat(owners)
                    .containsEntry(alice.value(), "alice@example.test")
                    .containsEntry(bob.value(), "bob@example.test");
            var names = new HashSet<String>();
            admin.get("/admin/followers")
                    .get("followers")
                    .forEach(one -> {
                        names.add(one.get("name").asString());
                        assertThat(one.get("parked").asInt()).isZero();
                    });
            assertThat(names).contains("mail", "user", "admin", "audit");
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
