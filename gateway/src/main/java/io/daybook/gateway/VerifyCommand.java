package io.daybook.gateway;

import io.daybook.gateway.Work.Asked;
import io.daybook.gateway.Work.Job;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import io.daybook.proof.AnchorText;
import io.daybook.proof.admin.VerificationDesk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ./daybook verify}: whether everything is as it was written. */
public final class VerifyCommand implements Subcommand {
    private static final Set<String> PARTS = Set.of("journal", "blobs", "views");
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "verify", Work.OPTIONS, Set.of("--account", "--only", "--against"), Set.of());

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err)
            throws InterruptedException {
        return Work.run(
                Arguments.sort(GRAMMAR, words).then(VerifyCommand::parse),
                order ->
                        new Job(
                                VerificationDesk.class,
                                "/admin/verifications",
                                order,
                                VerificationDesk::line,
                                end -> told(end, out)),
                err);
    }

    private static Parsed<Asked> parse(Arguments given) {
        if (!given.rest().isEmpty()) {
            return Parsed.wrong("verify takes only options; " + GRAMMAR.help());
        }
        var order = JsonNodeFactory.instance.objectNode();
        for (var part : given.values("--only")) {
            if (!PARTS.contains(part)) {
                return Parsed.wrong("--only takes journal, blobs or views, not '" + part + "'");
            }
            order.withArray("only").add(part);
        }
        given.values("--account").forEach(order.withArray("accounts")::add);
        for (var file : given.values("--against")) {
            switch (anchor(file)) {
                case Parsed.Ok<String>(var text) -> order.withArray("anchors").add(text);
                case Parsed.Wrong<String>(var message) -> {
                    return Parsed.wrong(message);
                }
            }
        }
        return Work.parse(given).then(work -> Parsed.ok(new Asked(work, order)));
    }

    private static Parsed<String> anchor(String file) {
        try {
            String text = Files.readString(Path.of(file));
            return AnchorText.read(text) == null
                    ? Parsed.wrong(
                            "--against "
                                    + file
                                    + ": this is no anchor, or not a whole one; give the file that"
                                    + " ./daybook anchor has written")
                    : Parsed.ok(text);
        } catch (IOException | InvalidPathException e) {
            return Parsed.wrong("--against " + file + " cannot be read; check its name and rights");
        }
    }

    private static int told(JsonNode end, PrintStream out) {
        for (var part : end.path("parts")) {
            out.println(
                    "%-8s %,d %s"
                            .formatted(
                                    part.path("part").asString(),
                                    part.path("done").asLong(),
                                    part.path("what").asString())
                            .strip());
        }
        for (var finding : end.path("findings")) {
            out.println(
                    "WRONG: %s: %s: %s."
                            .formatted(
                                    finding.path("kind").asString(),
                                    finding.path("where").asString(),
                                    finding.path("what").asString()));
            out.println("  " + finding.path("advice").asString());
            if (finding.path("count").asLong() > 1) {
                out.println(
                        "  This is the first of %,d of this kind."
                                .formatted(finding.path("count").asLong()));
            }
        }
        boolean sound = end.path("sound").asBoolean();
        String time = " (%.1f s)".formatted(end.path("seconds").asDouble());
        if (sound) {
            out.println("Everything is as it was written" + time + ".");
        } else if (end.path("findings").isEmpty()) {
            out.println("It was " + end.path("stage").asString() + time + ": nothing is proved.");
        }
        return sound ? 0 : 1;
    }
}
