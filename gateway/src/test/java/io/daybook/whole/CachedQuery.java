package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that fetches the results of a query once and from then on only applies {@code
 * /queryChanges} (RFC 8620 section 5.6). If it ever differs from a fresh {@code /query}, the server
 * told a change wrongly.
 */
final class CachedQuery {
    private final JmapSession session;
    private final Random random;
    private final String type;
    private final ObjectNode query;
    private String state = "";
    private List<String> ids = List.of();

    /**
     * @param query filter, sort and what else decides the results
     */
    CachedQuery(JmapSession session, Random random, String type, ObjectNode query) {
        this.session = session;
        this.random = random;
        this.type = type;
        this.query = query;
        fetch();
    }

    private void fetch() {
        JsonNode fresh = session.call(type + "/query", query.deepCopy());
        assertThat(fresh.get("canCalculateChanges").asBoolean()).isTrue();
        state = fresh.get("queryState").asString();
        ids = ids(fresh.get("ids"));
    }

    /** Brings the results up to date, within a random maxChanges at first. */
    void sync() {
        JsonNode changes = changes(random.nextInt(3) == 0 ? random.nextInt(8) : null, null);
        if (changes == null) {
            changes = changes(null, null);
        }
        if (!ids.isEmpty() && random.nextInt(3) == 0) {
            requireTheKnownPart(ids.get(random.nextInt(ids.size())), changes);
        }
        ids = applied(ids, changes);
        assertThat(changes.get("total").asInt()).as(this + " total").isEqualTo(ids.size());
        state = changes.get("newQueryState").asString();
    }

    void assertEqualsServer() {
        JsonNode fresh = session.call(type + "/query", query.deepCopy().put("limit", 10_000));
        assertThat(ids).as(toString()).isEqualTo(ids(fresh.get("ids")));
        assertThat(state).as(toString()).isEqualTo(fresh.get("queryState").asString());
    }

    /** Null when they are more than {@code maxChanges}. */
    private @Nullable JsonNode changes(@Nullable Integer maxChanges, @Nullable String upToId) {
        ObjectNode arguments = query.deepCopy().put("sinceQueryState", state);
        arguments.put("calculateTotal", true);
        if (maxChanges != null) {
            arguments.put("maxChanges", maxChanges.intValue());
        }
        if (upToId != null) {
            arguments.put("upToId", upToId);
        }
        JsonNode response = session.callOrError(type + "/queryChanges", arguments);
        JsonNode answer = response.get(1);
        if (response.get(0).asString().equals("error")) {
            assertThat(maxChanges).as(this + " " + answer).isNotNull();
            assertThat(answer.get("type").asString()).isEqualTo("tooManyChanges");
            return null;
        }
        assertThat(answer.get("oldQueryState").asString()).isEqualTo(state);
        if (maxChanges != null) {
            assertThat(answer.get("removed").size() + answer.get("added").size())
                    .isLessThanOrEqualTo(maxChanges);
        }
        return answer;
    }

    /** What a client that knows the results up to an email has to be told. */
    private void requireTheKnownPart(String upToId, JsonNode whole) {
        JsonNode changes = changes(null, upToId);
        List<String> now = applied(ids, whole);
        if (changes.get("added").size() == whole.get("added").size()
                && changes.get("removed").size() == whole.get("removed").size()) {
            assertThat(applied(ids, changes)).as(this + " up to " + upToId).isEqualTo(now);
            return;
        }
        int part = now.indexOf(upToId) + 1;
        List<String> mine = applied(ids.subList(0, ids.indexOf(upToId) + 1), changes);
        assertThat(mine.subList(0, part))
                .as(this + " up to " + upToId)
                .isEqualTo(now.subList(0, part));
    }

    private static List<String> applied(List<String> before, JsonNode changes) {
        var results = new ArrayList<>(before);
        results.removeAll(ids(changes.get("removed")));
        changes.get("added")
                .forEach(item -> results.add(item.get("index").asInt(), item.get("id").asString()));
        return results;
    }

    private static List<String> ids(JsonNode array) {
        var ids = new ArrayList<String>();
        array.forEach(id -> ids.add(id.asString()));
        return ids;
    }

    @Override
    public String toString() {
        return type + " " + query;
    }
}
