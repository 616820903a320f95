package io.daybook.whole;

import io.daybook.core.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What does searching for words cost in the past of an account of which some mail was destroyed
 * since: at first, afterwards, and compared with the present? Arguments: a folder that does not
 * exist yet, or one that an earlier run has filled, the number of messages, how many of them are
 * destroyed.
 */
final class PastWordsBenchmark {
    private static final int PER_CALL = 250;
    private static final int VOCABULARY = 20_000;
    private static final int WORDS = 300;
    private static final int QUERIES = 200;
    private static final int MOMENTS = 5;

    private final Path folder;
    private final int messages;
    private final int destroyed;
    private final Random random = new Random(1);

    private PastWordsBenchmark(Path folder, int messages, int destroyed) {
        this.folder = folder;
        this.messages = messages;
        this.destroyed = destroyed;
    }

    public static void main(String[] arguments) throws Exception {
        new PastWordsBenchmark(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]))
                .run();
    }

    private void run() throws Exception {
        Files.createDirectories(folder);
        State then;
        try (var server = ServerProcess.startFrom(PastBenchmark.java(), folder)) {
            var session = server.session();
            if (state(session).seq() < messages / PER_CALL) {
                fill(session);
                destroy(session);
            }
            var head = state(session);
            then = new State(head.epoch(), head.seq() - (destroyed - 1) / PER_CALL - 1);
            Millis.tell("present", times(session, null, QUERIES));
        }
        // Nothing of the past is in the memory of a server that has just begun.
        var first = new double[MOMENTS];
        var withoutWords = new double[MOMENTS];
        var cold = new double[MOMENTS];
        var next = new ArrayList<Double>();
        for (int i = 0; i < MOMENTS; i++) {
            try (var server = ServerProcess.startFrom(PastBenchmark.java(), folder)) {
                var session = server.session();
                cold[i] = time(session, null, word());
                withoutWords[i] = time(session, then, null);
                first[i] = time(session, then, word());
                Arrays.stream(times(session, then, QUERIES)).forEach(next::add);
                Millis.tell("present again", times(session, null, QUERIES));
            }
        }
        Millis.tell("the present after a start, with a word", cold);
        Millis.tell("first call at the moment, without words", withoutWords);
        Millis.tell("then the first with a word", first);
        Millis.tell("those after it", next.stream().mapToDouble(millis -> millis).toArray());
    }

    private void fill(JmapSession session) {
        for (int from = 0; from < messages; from += PER_CALL) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ObjectNode create = arguments.putObject("create");
            for (int i = from; i < Math.min(messages, from + PER_CALL); i++) {
                ObjectNode email = create.putObject("k" + i);
                email.putObject("mailboxIds").put("m1", true);
                email.put("subject", text(6));
                email.putArray("messageId").add(i + "@words.test");
                email.putArray("from").addObject().put("name", word()).put("email", "a@words.test");
                email.putArray("textBody").addObject().put("partId", "1");
                email.putObject("bodyValues").putObject("1").put("value", text(WORDS));
            }
            session.call("Email/set", arguments);
        }
    }

    private void destroy(JmapSession session) {
        for (int from = 0; from < destroyed; from += PER_CALL) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            var ids = arguments.putArray("destroy");
            for (int i = from; i < Math.min(destroyed, from + PER_CALL); i++) {
                ids.add("e" + (1 + (long) i * messages / destroyed));
            }
            JsonNode answer = session.call("Email/set", arguments);
            if (answer.get("destroyed").size() != ids.size()) {
                throw new IllegalStateException("not destroyed: " + answer.get("notDestroyed"));
            }
        }
    }

    private String text(int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(word()).append(i % 12 == 11 ? ".\n" : " ");
        }
        return text.toString();
    }

    /** Few words are frequent, as in texts. */
    private String word() {
        return "w" + Integer.toString((int) Math.pow(VOCABULARY, random.nextDouble()), 36) + "ord";
    }

    private double[] times(JmapSession session, State then, int queries) {
        var times = new double[queries];
        for (int i = 0; i < queries; i++) {
            times[i] = time(session, then, word());
        }
        return times;
    }

    private static double time(JmapSession session, State then, String word) {
        ObjectNode query = JmapSession.JSON.createObjectNode().put("calculateTotal", true);
        if (word != null) {
            query.putObject("filter").put("text", word);
        }
        query.putArray("sort").addObject().put("property", "receivedAt").put("isAscending", false);
        query.put("limit", 50);
        if (then != null) {
            query.put("asOf", then.toString());
        }
        long start = System.nanoTime();
        session.call("Email/query", query);
        return (System.nanoTime() - start) / 1e6;
    }

    private static State state(JmapSession session) {
        return State.parse(session.emailState());
    }
}
