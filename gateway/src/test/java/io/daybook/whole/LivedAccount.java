package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mail of an account, and changes of all kinds, that are to be found again elsewhere. */
final class LivedAccount {
    private LivedAccount() {}

    /** The states on the way. */
    static List<JsonNode> live(JmapSession session, int messages) {
        var states = new ArrayList<JsonNode>();
        states.add(RecordedAnswers.states(session));
        String inbox = session.mailboxByRole("inbox");
        var ids = new ArrayList<String>();
        for (int i = 0; i < messages; i++) {
            ids.add(session.importMessage(message(i), inbox));
        }
        states.add(RecordedAnswers.states(session));
        ObjectNode flags = JmapSession.JSON.createObjectNode();
        ObjectNode update = flags.putObject("update");
        ids.subList(0, messages / 2)
                .forEach(id -> update.putObject(id).put("keywords/$flagged", true));
        session.call("Email/set", flags);
        String work =
                session.call("Mailbox/set", "{\"create\":{\"k\":{\"name\":\"Work\"}}}")
                        .at("/created/k/id")
                        .asString();
        session.call(
                "Email/set",
                "{\"update\":{\"%s\":{\"mailboxIds\":{\"%s\":true}}},\"destroy\":[\"%s\"]}"
                        .formatted(ids.get(0), work, ids.get(1)));
        states.add(RecordedAnswers.states(session));
        session.call("Mailbox/set", "{\"update\":{\"%s\":{\"name\":\"Worked\"}}}".formatted(work));
        return states;
    }

    /** Two of them are a thread, and each has a file with it. */
    static byte[] message(int number) {
        String text =
                """
                From: alice@example.test
                Subject: Number %d
                Message-ID: <%d@example.test>
                %sMIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                Message %d about topic
                --b
                Content-Type: application/pdf; name=plan.pdf
                Content-Disposition: attachment; filename=plan.pdf
                Content-Transfer-Encoding: base64

                UGxhbiA%d
                --b--
                """
                        .formatted(
                                number / 2,
                                number,
                                number % 2 == 1
                                        ? "References: <" + (number - 1) + "@example.test>\n"
                                        : "",
                                number,
                                number % 10);
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A client that has a state of the old server hears of new mail, and can write. */
    static void assertGoesOn(JmapSession session, JsonNode since) {
        String id =
                session.importMessage(
                        "Subject: New here\r\n\r\nHello\r\n".getBytes(StandardCharsets.UTF_8),
                        session.mailboxByRole("inbox"));
        JsonNode changes =
                session.call(
                        "Email/changes",
                        "{\"sinceState\":\"" + since.get("Email").asString() + "\"}");
        assertThat(changes.get("created")).extracting(JsonNode::asString).contains(id);
        session.call("Email/set", "{\"destroy\":[\"" + id + "\"]}");
    }
}
