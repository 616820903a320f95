package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes an account at random through JMAP: mail that comes out of order, flags, moves, mailboxes,
 * destruction, and the way back.
 */
final class RandomHistory {
    private static final String[] KEYWORDS = {
        "$seen", "$flagged", "$draft", "$answered", "project", "later"
    };

    /** What messages are about: some of these words are in each. */
    private static final String[] WORDS = {
        "amber", "birch", "café", "delta", "ember", "fox", "東京", "half ½"
    };

    private final JmapSession session;
    private final Random random;
    private final List<String> messageIds = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private int serial;

    RandomHistory(JmapSession session, Random random) {
        this.session = session;
        this.random = random;
    }

    void step() {
        states.add(session.emailState());
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> arrive();
            case 4, 5, 6 -> flag();
            case 7, 8 -> move();
            case 9 -> destroyEmails();
            case 10 -> changeMailboxes();
            case 11 -> submit();
            case 12 -> changeSubmissions();
            case 13 -> changeIdentities();
            case 14 -> goBack();
            default -> destroyMailbox();
        }
    }

    /** Undoes some of the last changes, or brings everything back to before them. */
    private void goBack() {
        int last = states.size() - 1;
        String then = states.get(last - random.nextInt(Math.min(states.size(), 12)));
        if (random.nextBoolean()) {
            session.call("History/undo", "{\"range\": {\"after\": \"" + then + "\"}}");
        } else {
            session.call(
                    "History/restore",
                    "{\"to\": \""
                            + then
                            + "\", \"what\": {\"everything\": true}, \"removeNewer\": "
                            + random.nextBoolean()
                            + "}");
        }
    }

    private void arrive() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            String keyword = KEYWORDS[random.nextInt(KEYWORDS.length)];
            session.importMessage(message(), pick(mailboxes()), keyword);
        }
    }

    private byte[] message() {
        String own = "m" + serial++ + "@history.test";
        var references = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            // A parent that came, or one that is still to come.
            references.add(
                    random.nextInt(4) == 0 || messageIds.isEmpty()
                            ? "m" + (serial + random.nextInt(5)) + "@history.test"
                            : messageIds.get(random.nextInt(messageIds.size())));
        }
        messageIds.add(own);
        var text = new StringBuilder("From: ").append(word()).append(" <alice@example.test>\r\n");
        text.append("To: alice@example.test, ").append(word()).append(" <to@history.test>\r\n");
        if (random.nextBoolean()) {
            text.append("Cc: ").append(word()).append(" <cc@history.test>\r\n");
            text.append("X-Mood: ").append(word()).append(' ').append(word()).append("\r\n");
        }
        text.append("Subject: ")
                .append(references.isEmpty() ? "" : "Re: ")
                .append("topic ")
                .append(random.nextInt(3));
        text.append("\r\nDate: Sat, 01 Aug 2026 10:00:00 +0000\r\nMessage-ID: <")
                .append(own)
                .append(">\r\n");
        if (!references.isEmpty()) {
            text.append("References: <").append(String.join("> <", references)).append(">\r\n");
        }
        text.append("Content-Type: text/plain; charset=utf-8\r\n");
        return text.append("\r\nHello ")
                .append(serial)
                .append(": ")
                .append(word())
                .append(' ')
                .append(word())
                .append("\r\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private void flag() {
        ObjectNode update = JmapSession.JSON.createObjectNode();
        for (String email : some(emails())) {
            ObjectNode patch = update.putObject(email);
            for (int i = random.nextInt(2); i >= 0; i--) {
                String pointer = "keywords/" + KEYWORDS[random.nextInt(KEYWORDS.length)];
                if (random.nextBoolean()) {
                    patch.put(pointer, true);
                } else {
                    patch.putNull(pointer);
                }
            }
        }
        set("Email/set", "update", update);
    }

    private void move() {
        List<String> mailboxes = mailboxes();
        ObjectNode update = JmapSession.JSON.createObjectNode();
        for (String email : some(emails())) {
            ObjectNode patch = update.putObject(email);
            if (random.nextBoolean()) {
                patch.putObject("mailboxIds").put(pick(mailboxes), true);
            } else {
                patch.put("mailboxIds/" + pick(mailboxes), true);
            }
        }
        set("Email/set", "update", update);
    }

    private void destroyEmails() {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        var array = arguments.putArray("destroy");
        List<String> emails = some(emails());
        emails.subList(0, Math.min(3, emails.size())).forEach(array::add);
        session.call("Email/set", arguments);
    }

    private void changeMailboxes() {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode mailbox = arguments.putObject("create").putObject("k");
        mailbox.put("name", "box " + serial++);
        if (random.nextBoolean()) {
            mailbox.put("parentId", pick(mailboxes()));
        }
        arguments
                .putObject("update")
                .putObject(pick(mailboxes()))
                .put("sortOrder", random.nextInt(9));
        session.call("Mailbox/set", arguments);
    }

    private void destroyMailbox() {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putArray("destroy").add(pick(mailboxes()));
        arguments.put("onDestroyRemoveEmails", random.nextInt(3) > 0);
        session.call("Mailbox/set", arguments);
    }

    /** Held for days, so that nothing happens that the client did not do. */
    private void submit() {
        List<String> emails = emails();
        if (emails.isEmpty()) {
            return;
        }
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode submission = arguments.putObject("create").putObject("k");
        submission.put("identityId", pick(all("Identity")));
        submission.put("emailId", pick(emails));
        ObjectNode envelope = submission.putObject("envelope");
        ObjectNode mailFrom = envelope.putObject("mailFrom").put("email", "alice@example.test");
        mailFrom.putObject("parameters").put("HOLDFOR", "1000000");
        for (int i = random.nextInt(3); i >= 0; i--) {
            envelope.withArray("rcptTo").addObject().put("email", "r" + i + "@history.test");
        }
        if (random.nextBoolean()) {
            arguments.putObject("onSuccessUpdateEmail").putObject("#k").put("keywords/sent", true);
        }
        JsonNode answer = session.call("EmailSubmission/set", arguments);
        assertThat(answer.at("/created/k/id").isString()).as("%s", answer).isTrue();
    }

    private void changeSubmissions() {
        List<String> all = all("EmailSubmission");
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode update = arguments.putObject("update");
        some(all).forEach(id -> update.putObject(id).put("undoStatus", "canceled"));
        var destroy = arguments.putArray("destroy");
        if (random.nextBoolean() && !all.isEmpty()) {
            destroy.add(pick(all));
        }
        session.call("EmailSubmission/set", arguments);
    }

    private void changeIdentities() {
        List<String> all = all("Identity");
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("create").putObject("k").put("email", "alice@example.test");
        arguments.putObject("update").putObject(pick(all)).put("name", "name " + serial++);
        if (random.nextBoolean()) {
            arguments.putArray("destroy").add(pick(all));
        }
        session.call("Identity/set", arguments);
    }

    private List<String> all(String type) {
        var ids = new ArrayList<String>();
        session.call(type + "/get", "{\"ids\": null}")
                .get("list")
                .forEach(one -> ids.add(one.get("id").asString()));
        return ids;
    }

    private void set(String method, String what, ObjectNode records) {
        session.call(method, JmapSession.JSON.createObjectNode().<ObjectNode>set(what, records));
    }

    private List<String> emails() {
        return ids(session.call("Email/query", "{\"limit\":500}").get("ids"));
    }

    private List<String> mailboxes() {
        return ids(session.call("Mailbox/query", "{}").get("ids"));
    }

    private List<String> some(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var some = new ArrayList<String>();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 100 : 4); i >= 0; i--) {
            String id = pick(ids);
            if (!some.contains(id)) {
                some.add(id);
            }
        }
        return some;
    }

    private String pick(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private static List<String> ids(JsonNode array) {
        var ids = new ArrayList<String>();
        array.forEach(id -> ids.add(id.asString()));
        return ids;
    }
}
