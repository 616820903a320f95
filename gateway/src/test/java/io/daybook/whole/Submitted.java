package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The submissions of one user: makes them, and tells what became of them. */
final class Submitted {
    private final SendingServer sending;
    private final String user;

    /**
     * @param user whose submissions they are
     */
    Submitted(SendingServer sending, String user) {
        this.sending = sending;
        this.user = user;
    }

    /** Submits a message, and gives the id of the submission. */
    String submit(Instant sendAt, String... to) {
        var recipients = new ArrayList<ObjectNode>();
        for (String one : to) {
            recipients.add(JmapSession.JSON.createObjectNode().put("email", one));
        }
        return submit(sendAt, recipients);
    }

    String submit(Instant sendAt, List<ObjectNode> to) {
        JmapSession session = session();
        String message = SendingServer.MESSAGE.replace(SendingServer.ALICE, user);
        ObjectNode create = JmapSession.JSON.createObjectNode();
        create.put("identityId", session.call("Identity/get", "{}").at("/list/0/id").asString());
        create.put(
                "emailId",
                session.importMessage(
                        message.getBytes(StandardCharsets.US_ASCII),
                        session.mailboxByRole("drafts")));
        ObjectNode envelope = create.putObject("envelope");
        ObjectNode from = envelope.putObject("mailFrom").put("email", user);
        if (sendAt.isAfter(sending.clock.instant())) {
            from.putObject("parameters").put("HOLDUNTIL", sendAt.toString());
        }
        to.forEach(envelope.putArray("rcptTo")::add);
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("create").set("k", create);
        JsonNode answer = session.call("EmailSubmission/set", arguments);
        assertThat(answer.at("/created/k/id").isString()).as(answer.toString()).isTrue();
        return answer.at("/created/k/id").asString();
    }

    /** A recipient with one parameter. */
    static ObjectNode recipient(String email, String name, String value) {
        ObjectNode recipient = JmapSession.JSON.createObjectNode().put("email", email);
        recipient.putObject("parameters").put(name, value);
        return recipient;
    }

    JsonNode cancel(String id) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("update").putObject(id).put("undoStatus", "canceled");
        return session().call("EmailSubmission/set", arguments);
    }

    private JmapSession session() {
        return JmapSession.open(sending.server().url(), user, SendingServer.PASSWORD);
    }

    private JsonNode get(String id) {
        return session().call("EmailSubmission/get", "{\"ids\":[\"" + id + "\"]}").at("/list/0");
    }

    String undoStatus(String id) {
        return get(id).get("undoStatus").asString();
    }

    boolean isFinal(String id) {
        return undoStatus(id).equals("final");
    }

    List<String> reports(String id) {
        var reports = new ArrayList<String>();
        get(id).get("dsnBlobIds").forEach(blob -> reports.add(blob.asString()));
        return reports;
    }

    JsonNode status(String id, String recipient) {
        return get(id).get("deliveryStatus").get(recipient);
    }

    /** For each recipient what is known of its delivery, and the code of the last reply. */
    List<String> fates(String id) {
        var fates = new ArrayList<String>();
        get(id).get("deliveryStatus")
                .forEach(status ->
                        fates.add(
                                status.get("delivered").asString()
                                        + " "
                                        + status.get("smtpReply").asString().substring(0, 3)));
        return fates;
    }

    boolean replied(String id) {
        return get(id).get("deliveryStatus")
                .valueStream()
                .noneMatch(it -> it.get("smtpReply").asString().endsWith("is queued"));
    }

    long inbox() {
        JmapSession session = session();
        String inbox = session.mailboxByRole("inbox");
        return session.call("Mailbox/get", "{\"ids\":[\"" + inbox + "\"]}")
                .at("/list/0/totalEmails")
                .asLong();
    }

    String report(String id) {
        JmapSession session = session();
        String blob = reports(id).getLast();
        return new String(session.download(blob), StandardCharsets.UTF_8);
    }
}
