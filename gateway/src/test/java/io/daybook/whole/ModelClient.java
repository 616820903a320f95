package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that fetches everything once and from then on only applies {@code /changes} and gets
 * what they name. If it ever differs from the server, the server told a change wrongly (RFC 8620
 * section 5.2).
 */
final class ModelClient {
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "Mailbox",
                    "null",
                    "Thread",
                    "null",
                    "Identity",
                    "null",
                    "EmailSubmission",
                    "null",
                    "Email",
                    "[\"id\",\"blobId\",\"threadId\",\"mailboxIds\",\"keywords\",\"size\",\"receivedAt\",\"subject\"]");
    private static final String[] COUNTS = {
        "totalEmails", "unreadEmails", "totalThreads", "unreadThreads"
    };

    private final JmapSession session;
    private final Random random;
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Map<String, JsonNode>> objects = new HashMap<>();

    ModelClient(JmapSession session, Random random) {
        this.session = session;
        this.random = random;
        for (String type : PROPERTIES.keySet()) {
            Everything all = everything(type);
            states.put(type, all.state);
            objects.put(type, all.objects);
        }
    }

    /** Brings every type up to date by /changes alone. */
    void sync() {
        for (String type : PROPERTIES.keySet()) {
            boolean more = true;
            for (int round = 0; more; round++) {
                assertThat(round).as("/changes of %s comes to an end", type).isLessThan(10_000);
                more = step(type);
            }
        }
    }

    void assertEqualsServer() {
        for (String type : PROPERTIES.keySet()) {
            Everything all = everything(type);
            assertThat(new TreeMap<>(objects.get(type))).as(type).isEqualTo(all.objects);
            assertThat(states.get(type)).as("state of %s", type).isEqualTo(all.state);
        }
    }

    private record Everything(String state, Map<String, JsonNode> objects) {}

    /** All objects of a type, which may be more than one call is given (maxObjectsInGet). */
    private Everything everything(String type) {
        JsonNode all = session.callOrError(type + "/get", get(type, null));
        if (!all.path(0).asString("").equals("error")) {
            return new Everything(all.at("/1/state").asString(), new TreeMap<>(byId(all.get(1))));
        }
        assertThat(all.at("/1/type").asString()).isEqualTo("requestTooLarge");
        JsonNode state = session.call(type + "/get", get(type, Set.of())).get("state");
        var objects = new TreeMap<String, JsonNode>();
        var ids = type.equals("Thread") ? threads() : emails();
        for (int from = 0; from < ids.size(); from += 500) {
            var page = new HashSet<>(ids.subList(from, Math.min(ids.size(), from + 500)));
            objects.putAll(byId(session.call(type + "/get", get(type, page))));
        }
        return new Everything(state.asString(), objects);
    }

    private List<String> emails() {
        var ids = new ArrayList<String>();
        session.call("Email/query", "{\"limit\":100000}")
                .get("ids")
                .forEach(id -> ids.add(id.asString()));
        return ids;
    }

    private List<String> threads() {
        return everything("Email").objects.values().stream()
                .map(email -> email.get("threadId").asString())
                .distinct()
                .toList();
    }

    private boolean step(String type) {
        ObjectNode arguments =
                JmapSession.JSON.createObjectNode().put("sinceState", states.get(type));
        int max = random.nextBoolean() ? 1 + random.nextInt(7) : 0;
        if (max > 0) {
            arguments.put("maxChanges", max);
        }
        JsonNode changes = session.call(type + "/changes", arguments);
        Set<String> created = ids(changes, "created");
        Set<String> updated = ids(changes, "updated");
        Set<String> destroyed = ids(changes, "destroyed");
        if (max > 0) {
            assertThat(created.size() + updated.size() + destroyed.size()).isLessThanOrEqualTo(max);
        }
        Map<String, JsonNode> mine = objects.get(type);
        assertThat(created).as("created ids are new: %s", changes).noneMatch(mine::containsKey);
        mine.keySet().removeAll(destroyed);
        fetch(type, created, updated, changes.get("updatedProperties"));
        states.put(type, changes.get("newState").asString());
        return changes.get("hasMoreChanges").asBoolean();
    }

    private void fetch(
            String type, Set<String> created, Set<String> updated, JsonNode updatedProperties) {
        Map<String, JsonNode> mine = objects.get(type);
        boolean countsOnly = updatedProperties != null && updatedProperties.isArray();
        var whole = new HashSet<>(created);
        if (!countsOnly) {
            whole.addAll(updated);
        }
        if (!whole.isEmpty()) {
            JsonNode got = session.call(type + "/get", get(type, whole));
            mine.putAll(byId(got));
            // It went in the meantime: a later /changes says so.
            ids(got, "notFound").forEach(mine::remove);
        }
        if (countsOnly) {
            JsonNode got = session.call(type + "/get", get(type, updated));
            byId(got).forEach((id, fresh) -> copyCounts(fresh, (ObjectNode) mine.get(id)));
        }
    }

    private static void copyCounts(JsonNode from, ObjectNode to) {
        for (String count : COUNTS) {
            to.set(count, from.get(count));
        }
    }

    private static ObjectNode get(String type, @Nullable Set<String> ids) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        if (ids == null) {
            arguments.putNull("ids");
        } else {
            ids.forEach(arguments.putArray("ids")::add);
        }
        arguments.set("properties", JmapSession.JSON.readTree(PROPERTIES.get(type)));
        return arguments;
    }

    private static Map<String, JsonNode> byId(JsonNode got) {
        var byId = new HashMap<String, JsonNode>();
        got.get("list").forEach(object -> byId.put(object.get("id").asString(), object));
        return byId;
    }

    private static Set<String> ids(JsonNode node, String name) {
        var ids = new HashSet<String>();
        node.get(name).forEach(id -> ids.add(id.asString()));
        return ids;
    }
}
