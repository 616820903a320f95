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
                recorded.ask(session, type + "/changes", since(states.get(type)));
            }
        }
        return recorded;
    }

    /** Asks for all that its owner can learn of an account, its past and its settings included. */
    static RecordedAnswers ofEverything(JmapSession session, List<JsonNode> since) {
        var recorded = of(session, since);
        for (String type : List.of("Identity", "EmailSubmission", "VacationResponse", "Quota")) {
            recorded.ask(session, type + "/get", "{\"ids\":null}");
        }
        recorded.ask(session, "EmailSubmission/query", "{\"sort\":[{\"property\":\"sentAt\"}]}");
        for (String query :
                List.of(
                        "{\"collapseThreads\":true,\"sort\":[{\"property\":\"subject\"}]}",
                        "{\"filter\":{\"hasKeyword\":\"$seen\"}}",
                        "{\"filter\":{\"text\":\"topic\"}}")) {
            recorded.ask(session, "Email/query", query);
        }
        var all = JmapSession.JSON.createObjectNode().put("maxObjects", 100);
        all.set("ids", recorded.ask(session, "History/query", "{\"limit\":400}").get("ids"));
        recorded.ask(session, "History/get", all.toString());
        for (JsonNode states : since) {
            for (String type : List.of("Identity", "EmailSubmission")) {
                recorded.ask(session, type + "/changes", since(states.get(type)));
            }
            String then = "{\"ids\":null,\"asOf\":" + states.get("Email") + "}";
            recorded.ask(session, "Mailbox/get", then);
        }
        return recorded;
    }

    private static String since(JsonNode state) {
        return "{\"sinceState\":" + state + "}";
    }

    /** The states of the types now. */
    static JsonNode states(JmapSession session) {
        var states = JmapSession.JSON.createObjectNode();
        for (String type : List.of("Email", "Mailbox", "Thread", "Identity", "EmailSubmission")) {
            states.set(type, session.call(type + "/get", "{\"ids\":[]}").get("state"));
        }
        return states;
    }

    private JsonNode ask(JmapSession session, String method, String arguments) {
        JsonNode answer = session.call(method, arguments);
        exchanges.add(new Exchange(method, arguments, answer));
        return answer;
    }

    /** Asks the same again: the answers are the same text. */
    void assertSame(JmapSession session) {
        for (Exchange exchange : exchanges) {
            assertThat(session.call(exchange.method(), exchange.arguments()).toString())
                    .as("%s %s", exchange.method(), exchange.arguments())
                    .isEqualTo(exchange.answer().toString());
        }
    }
}
