package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What calls answered at random moments of a random history is what they answer as of those
 * moments, to the letter. {@code make past} makes it a long one.
 */
class PastTest {
    private static final int STEPS = Integer.getInteger("past.steps", 200);
    private static final int MOMENTS = Integer.getInteger("past.moments", 25);

    private static final List<String> QUERIES =
            List.of(
                    """
                    {"calculateTotal": true, "limit": 30}
                    """,
                    """
                    {"sort": [{"property": "subject"}, {"property": "receivedAt"}], "limit": 20,
                      "collapseThreads": true, "calculateTotal": true}
                    """,
                    """
                    {"filter": {"hasKeyword": "$seen"}, "sort": [{"property": "from"},
                      {"property": "size", "isAscending": false}], "position": 2}
                    """,
                    """
                    {"filter": {"operator": "AND", "conditions": [
                      {"someInThreadHaveKeyword": "$flagged"}, {"inMailboxOtherThan": ["m1"]}]},
                      "sort": [{"property": "hasKeyword", "keyword": "later"},
                      {"property": "receivedAt"}]}
                    """,
                    """
                    {"filter": {"operator": "OR", "conditions": [{"inMailbox": "m1"},
                      {"noneInThreadHaveKeyword": "$seen"}]}, "position": -10}
                    """,
                    """
                    {"filter": {"text": "hello amber"}, "calculateTotal": true, "limit": 20}
                    """,
                    """
                    {"filter": {"operator": "AND", "conditions": [
                      {"inMailboxOtherThan": ["m1"]}, {"operator": "OR", "conditions": [
                        {"body": "\\"fox delta\\""}, {"from": "cafe"}, {"to": "b*"}]}]},
                      "collapseThreads": true, "calculateTotal": true,
                      "sort": [{"property": "subject"}, {"property": "receivedAt"}]}
                    """,
                    """
                    {"filter": {"operator": "NOT", "conditions": [{"subject": "topic 1"},
                      {"cc": "東京"}, {"header": ["X-Mood", "f ½"]}]},
                      "position": -8, "calculateTotal": true}
                    """,
                    """
                    {"filter": {"operator": "OR", "conditions": [{"hasKeyword": "$flagged"},
                      {"operator": "NOT", "conditions": [{"header": ["References"]}]},
                      {"header": ["message-id", "m1"]}, {"bcc": "nobody"}]},
                      "sort": [{"property": "from"}, {"property": "receivedAt"}], "limit": 40}
                    """);

    /** Of this list another part is asked for, around one of its emails. */
    private static final String AROUND =
            "{\"filter\": {\"text\": \"ember\"}, \"calculateTotal\": true, \"limit\": 5";

    private record Call(String method, String arguments, String answer) {}

    private record Moment(List<String> asOf, List<Call> calls) {}

    private JmapSession session;

    @Test
    void as_of_a_moment_calls_answer_what_they_answered_then(@TempDir Path data) throws Exception {
        Random random = Seed.random("PastTest");
        try (var server = ServerProcess.start(data, "--smart-host", "127.0.0.1:9")) {
            session = server.session();
            var history = new RandomHistory(session, random);
            var moments = new ArrayList<Moment>();
            for (int step = 0; step < STEPS; step++) {
                history.step();
                if (random.nextInt(STEPS) < MOMENTS) {
                    moments.add(record());
                }
                if (!moments.isEmpty() && random.nextInt(50) == 0) {
                    requireSame(moments.get(random.nextInt(moments.size())), random);
                }
            }
            assertThat(moments).hasSizeGreaterThan(MOMENTS / 2);
            Collections.shuffle(moments, random);
            for (var moment : moments) {
                requireSame(moment, random);
            }
        }
    }

    private Moment record() {
        var calls = new ArrayList<Call>();
        var mailboxes = ask(calls, "Mailbox/get", "{\"ids\": null}");
        ask(calls, "Mailbox/query", "{\"sort\": [{\"property\": \"name\"}]}");
        JsonNode first = null;
        for (String query : QUERIES) {
            var answer = ask(calls, "Email/query", query);
            first = first == null ? answer : first;
        }
        JsonNode found = ask(calls, "Email/query", AROUND + "}").get("ids");
        if (!found.isEmpty()) {
            String anchor = found.get(found.size() / 2).asString();
            ask(
                    calls,
                    "Email/query",
                    AROUND + ", \"anchor\": \"" + anchor + "\", \"anchorOffset\": -1}");
        }
        ObjectNode get = JmapSession.JSON.createObjectNode();
        get.set("ids", first.get("ids"));
        var emails = ask(calls, "Email/get", get.put("fetchAllBodyValues", true).toString());
        ObjectNode threads = JmapSession.JSON.createObjectNode();
        var ids = threads.putArray("ids");
        emails.get("list").forEach(email -> ids.add(email.get("threadId")));
        var thread = ask(calls, "Thread/get", threads.toString());
        long seq =
                List.of(mailboxes, emails, thread).stream()
                        .mapToLong(answer -> State.parse(answer.get("state").asString()).seq())
                        .max()
                        .orElseThrow();
        String epoch = State.parse(emails.get("state").asString()).epoch();
        var time = Instant.now();
        awaitLaterThan(time);
        return new Moment(List.of(new State(epoch, seq).toString(), time.toString()), calls);
    }

    /** The next event is to have another time than this: events are dated to the millisecond. */
    private static void awaitLaterThan(Instant time) {
        while (Duration.between(time, Instant.now()).toMillis() < 1) {
            Thread.onSpinWait();
        }
    }

    private JsonNode ask(List<Call> calls, String method, String arguments) {
        JsonNode answer = session.call(method, arguments);
        calls.add(new Call(method, arguments, answer.toString()));
        return answer;
    }

    /** Asks in one request: what the past is asked together, it answers from one moment. */
    private void requireSame(Moment moment, Random random) {
        String asOf = moment.asOf().get(random.nextInt(2));
        var request = JmapSession.JSON.createArrayNode();
        for (var call : moment.calls()) {
            var arguments = (ObjectNode) JmapSession.JSON.readTree(call.arguments());
            arguments.put("accountId", session.account()).put("asOf", asOf);
            request.addArray().add(call.method()).add(arguments).add("c");
        }
        JsonNode answers = session.request(request);
        for (int i = 0; i < request.size(); i++) {
            var call = moment.calls().get(i);
            assertThat(answers.get(i).get(1).toString())
                    .as("%s", request.get(i))
                    .isEqualTo(call.answer());
            assertThat(answers.get(i).get(0).asString()).isEqualTo(call.method());
        }
    }
}
