package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an account answers about its mail, to be asked again elsewhere or later. */
final class RecordedAnswers {
    private record Exchange(String method, String arguments, JsonNode answer) {}

    private final List<Exchange> exchanges = new ArrayList<>();

    /** Asks everything, and for the changes since each of the states. */
    static RecordedAnswers of(JmapSession session, List<JsonNode> since) {
        var recorded = new RecordedAnswers();
        recorded.ask(session, "Mailbox/get", "{\"ids\":null}");
        recorded.ask(
                session,
                "Email/query",
                "{\"sort\":[{\"property\":\"receivedAt\"}],\"calculateTotal\":true}");
        var ids = (ObjectNode) JmapSession.JSON.createObjectNode();
        ids.set("ids", session.call("Email/query", "{}").get("ids"));
        JsonNode emails = recorded.ask(session, "Email/get", ids.toString());
        var threads = JmapSession.JSON.createObjectNode();
        var list = threads.putArray("ids");
        emails.get("list").forEach(email -> list.add(email.get("threadId").asString()));
        recorded.ask(session, "Thread/get", threads.toString());
        for (JsonNode states : since) {
            for (String type : List.of("Email", "Mailbox", "Thread")) {
                recorded.ask(
                        session,
                        type + "/changes",
                        "{\"sinceState\":\"" + states.get(type).asString() + "\"}");
            }
        }
        return recorded;
    }

    /** The states of the types now. */
    static JsonNode states(JmapSession session) {
        var states = JmapSession.JSON.createObjectNode();
        for (String type : List.of("Email", "Mailbox", "Thread")) {
            states.set(type, session.call(type + "/get", "{\"ids\":[]}").get("state"));
        }
        return states;
    }

    private JsonNode ask(JmapSession session, String method, String arguments) {
        JsonNode answer = session.call(method, arguments);
        exchanges.add(new Exchange(method, arguments, answer));
        return answer;
    }

    /** Asks the same again. */
    void assertSame(JmapSession session) {
        for (Exchange exchange : exchanges) {
            assertThat(session.call(exchange.method(), exchange.arguments()))
                    .as("%s %s", exchange.method(), exchange.arguments())
                    .isEqualTo(exchange.answer());
        }
    }
}
