package io.daybook.proof.admin;

import io.daybook.core.LowPriority;
import io.daybook.core.admin.AccountNames;
import io.daybook.core.admin.Desk;
import io.daybook.core.admin.Type;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.proof.Anchor;
import io.daybook.proof.AnchorText;
import io.daybook.proof.Verifier;
import io.daybook.proof.Verifier.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes orders to verify what is kept. */
public final class VerificationDesk implements Desk, AutoCloseable {
    /** In the order in which they are looked at: each relies on those before. */
    private static final List<String> PARTS = List.of("journal", "blobs", "views");

    private static final int REMEMBERED = 100;
    private static final int MOST_CHARS = 1_000_000;

    private final Supplier<List<Verifier>> verifiers;
    private final AccountNames accounts;
    private final Deque<Verification> runs = new ArrayDeque<>();
    private long count;

    public VerificationDesk(Supplier<List<Verifier>> verifiers, AccountNames accounts) {
        this.verifiers = verifiers;
        this.accounts = accounts;
    }

    @Override
    public List<Type.Field> order() {
        return List.of(
                Type.Field.optional(
                        "only",
                        new Type.Many(Type.choice(PARTS.toArray(String[]::new)), PARTS.size()),
                        "these parts; all of them without this"),
                Type.Field.optional(
                        "accounts",
                        new Type.Many(Type.text(320), 10_000),
                        "ids of accounts or addresses of users; everything without this"),
                Type.Field.optional(
                                "anchors",
                                new Type.Many(Type.text(MOST_CHARS), 100),
                                "texts of anchors to compare the journal with")
                        .asSecret());
    }

    @Override
    public Type progress() {
        return new Type.Any();
    }

    @Override
    public synchronized ObjectNode begin(ObjectNode order) {
        var latest = runs.peekFirst();
        if (latest != null && latest.isRunning()) {
            throw problem(
                    409,
                    "Conflict",
                    "Verification " + latest.id() + " is not over; wait for it, or cancel it.");
        }
        var scope = new Scope(accounts.streams(texts(order, "accounts")), anchors(order));
        var run = new Verification("v" + ++count, chosen(texts(order, "only")), scope);
        runs.addFirst(run);
        if (runs.size() > REMEMBERED) {
            runs.removeLast();
        }
        LowPriority.threads("daybook-verify-all-").newThread(run).start();
        return run.json();
    }

    private static List<Anchor> anchors(ObjectNode order) {
        var anchors = new ArrayList<Anchor>();
        for (var text : texts(order, "anchors")) {
            var anchor = AnchorText.read(text);
            if (anchor == null) {
                throw problem(
                        400,
                        "Bad Request",
                        "What was given as an anchor is none, or not a whole one; give the file"
                                + " that ./daybook anchor has written.");
            }
            anchors.add(anchor);
        }
        return anchors;
    }

    private List<Verifier> chosen(List<String> only) {
        var all = verifiers.get();
        var chosen = new ArrayList<Verifier>();
        for (var part : PARTS) {
            if (only.isEmpty() || only.contains(part)) {
                all.stream().filter(one -> one.part().equals(part)).forEach(chosen::add);
            }
        }
        return chosen;
    }

    private static List<String> texts(ObjectNode order, String name) {
        var texts = new ArrayList<String>();
        order.path(name).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    @Override
    public ObjectNode look(String id) {
        return found(id).json();
    }

    @Override
    public synchronized List<ObjectNode> all() {
        return runs.stream().map(Verification::json).toList();
    }

    @Override
    public ObjectNode cancel(String id) {
        found(id).cancel();
        return look(id);
    }

    private synchronized Verification found(String id) {
        return runs.stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        problem(
                                404,
                                "Not Found",
                                "There was no verification " + id + " since the start."));
    }

    private static ProblemException problem(int status, String title, String detail) {
        return new ProblemException(Problem.of(status, title, detail));
    }

    @Override
    public synchronized void close() {
        runs.forEach(Verification::cancel);
    }

    /** The progress in a line. */
    public static String line(JsonNode progress) {
        var parts = new ArrayList<String>();
        for (var part : progress.path("parts")) {
            parts.add(
                    "%s: %,d of %,d %s"
                            .formatted(
                                    part.path("part").asString(),
                                    part.path("done").asLong(),
                                    part.path("inAll").asLong(),
                                    part.path("what").asString()));
        }
        int wrong = progress.path("findings").size();
        return String.join("; ", parts) + (wrong == 0 ? "" : "; WRONG: " + wrong + " kinds");
    }
}
