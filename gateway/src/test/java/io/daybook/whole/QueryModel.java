package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that queries once and from then on only applies {@code /queryChanges} (RFC 8620 section
 * 5.6).
 */
final class QueryModel {
    private final JmapSession session;
    private final String type;
    private final String query;
    private final List<String> ids = new ArrayList<>();
    private String state;

    /**
     * @param query filter and sort as JSON
     */
    QueryModel(JmapSession session, String type, String query) {
        this.session = session;
        this.type = type;
        this.query = query;
        JsonNode answer = session.call(type + "/query", arguments());
        assertThat(answer.get("canCalculateChanges").asBoolean()).isTrue();
        answer.get("ids").forEach(id -> ids.add(id.asString()));
        this.state = answer.get("queryState").asString();
    }

    private ObjectNode arguments() {
        return (ObjectNode) JmapSession.JSON.readTree(query);
    }

    void sync() {
        ObjectNode arguments = arguments();
        arguments.put("sinceQueryState", state).put("calculateTotal", true);
        JsonNode changes = session.call(type + "/queryChanges", arguments);
        changes.get("removed").forEach(id -> ids.remove(id.asString()));
        for (JsonNode added : changes.get("added")) {
            ids.add(added.get("index").intValue(), added.get("id").asString());
        }
        assertThat(ids).as("%s", changes).hasSize(changes.get("total").intValue());
        state = changes.get("newQueryState").asString();
    }

    void assertEqualsServer() {
        JsonNode answer = session.call(type + "/query", arguments());
        var fresh = new ArrayList<String>();
        answer.get("ids").forEach(id -> fresh.add(id.asString()));
        assertThat(ids).as(query).isEqualTo(fresh);
        assertThat(state).isEqualTo(answer.get("queryState").asString());
    }
}
