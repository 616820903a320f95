package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.gateway.WholeServer;
import io.daybook.submission.relay.smtp.SmartHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String token = "";

    @Test
    void the_audit_is_a_fold_of_the_log_also_over_a_restart(@TempDir Path data) {
        Random random = Seed.random("AuditTest");
        try (var server = WholeServer.start(data, Clock.systemUTC(), NOBODY)) {
            token = server.adminToken();
            server.user("alice@example.test", "correct horse");
            AccountId bob = server.user("bob@example.test", "battery staple");
            change(server, random);
            put(server, "/admin/accounts/" + bob + "/quota", "{\"quotaOctets\": 4711}", 200);
            put(server, "/admin/accounts/nobody/quota", "{\"quotaOctets\": 4711}", 404);
            assertEqualsLog(server);
        }
        try (var server = WholeServer.start(data, Clock.systemUTC(), NOBODY)) {
            assertEqualsLog(server);
            change(server, random);
            assertEqualsLog(server);
            assertFiltersAgree(server);
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
        for (JsonNode entry : export(server, log.size())) {
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
            if (!name.equals("AdminActed")) {
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
    private List<JsonNode> export(WholeServer server, int entries) {
        List<JsonNode> found = List.of();
        for (int i = 0; i < 300 && found.size() < entries; i++) {
            if (i > 0) {
                sleep();
            }
            found = lines(server, "");
        }
        return found;
    }

    private List<JsonNode> lines(WholeServer server, String query) {
        var answer = send(server, "GET", "/admin/audit/export" + query, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/jsonl");
        var lines = new ArrayList<JsonNode>();
        answer.body().lines().forEach(line -> lines.add(JmapSession.JSON.readTree(line)));
        return lines;
    }

    private void assertFiltersAgree(WholeServer server) {
        List<JsonNode> all = lines(server, "");
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
                    assertThat(lines(server, "?" + query)).as(query).isEqualTo(expected);
                    assertThat(pages(server, query)).as(query).isEqualTo(expected);
                }));
        for (String operation :
                List.of("MailboxRenamed", "changeQuota", "VacationResponseChanged")) {
            assertThat(lines(server, "?operation=" + operation)).isNotEmpty();
        }
        JsonNode renamed = lines(server, "?operation=MailboxRenamed").getFirst();
        assertThat(renamed.at("/changes/0/before").asString()).startsWith("Old ");
        assertThat(renamed.at("/changes/0/after").asString()).startsWith("New ");
        var refused = lines(server, "?result=refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().get("detail").asString()).contains("nobody");
        for (String field : List.of("actor", "operation", "source")) {
            var counts = get(server, "/admin/audit/" + field + "s?limit=1000").get(field + "s");
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

    private List<JsonNode> pages(WholeServer server, String query) {
        var found = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = get(server, "/admin/audit?limit=97&" + query + cursor);
            page.get("entries").forEach(found::add);
            cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").asString() : "";
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void accounts_and_followers_are_listed(@TempDir Path data) {
        try (var server = WholeServer.start(data, Clock.systemUTC(), NOBODY)) {
            token = server.adminToken();
            AccountId alice = server.user("alice@example.test", "correct horse");
            AccountId bob = server.user("bob@example.test", "battery staple");
            JmapSession session =
                    JmapSession.open(server.url(), "alice@example.test", "correct horse");
            new RandomHistory(session, new Random(1)).step();
            put(server, "/admin/accounts/" + bob + "/quota", "{\"quotaOctets\": 4711}", 200);
            session.call("Email/query", "{}");
            JsonNode first = get(server, "/admin/accounts?limit=1");
            JsonNode second =
                    get(server, "/admin/accounts?limit=1&cursor=" + first.get("cursor").asString());
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
            get(server, "/admin/followers")
                    .get("followers")
                    .forEach(one -> {
                        names.add(one.get("name").asString());
                        assertThat(one.get("parked").asInt()).isZero();
                    });
            assertThat(names).contains("mail", "user", "admin", "audit");
        }
    }

    private JsonNode get(WholeServer server, String path) {
        var answer = send(server, "GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JmapSession.JSON.readTree(answer.body());
    }

    private void put(WholeServer server, String path, String body, int status) {
        var answer = send(server, "PUT", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpResponse<String> send(WholeServer server, String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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
