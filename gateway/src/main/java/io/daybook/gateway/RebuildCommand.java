package io.daybook.gateway;

import io.daybook.gateway.Work.Asked;
import io.daybook.gateway.Work.Job;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import io.daybook.rebuild.admin.RebuildDesk;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ./daybook rebuild}: views anew, at a server or on a folder. */
public final class RebuildCommand implements Subcommand {
    private static final String ALL = "all";
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "rebuild",
                    Work.OPTIONS,
                    Set.of("--account"),
                    Set.of(
                            "--compare",
                            "--redigest",
                            "--from-messages",
                            "--confirm",
                            "--rollback"));

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err)
            throws InterruptedException {
        return Work.run(
                Arguments.sort(GRAMMAR, words).then(RebuildCommand::parse),
                order ->
                        new Job(
                                RebuildDesk.class,
                                "/admin/rebuilds",
                                order,
                                RebuildDesk::line,
                                end -> told(end, out)),
                err);
    }

    private static Parsed<Asked> parse(Arguments given) {
        var views = given.rest();
        boolean confirm = given.has("--confirm");
        boolean rollback = given.has("--rollback");
        if (views.isEmpty() || (views.contains(ALL) && views.size() > 1)) {
            return Parsed.wrong("name the views, or 'all' alone; " + GRAMMAR.help());
        }
        boolean makes =
                given.has("--compare") || given.has("--redigest") || given.has("--from-messages");
        if ((confirm && rollback) || ((confirm || rollback) && makes)) {
            return Parsed.wrong("--confirm and --rollback stand alone; " + GRAMMAR.help());
        }
        var order = JsonNodeFactory.instance.objectNode();
        order.put("action", confirm ? "confirm" : rollback ? "rollback" : "rebuild")
                .put("compare", given.has("--compare"))
                .put("redigest", given.has("--redigest"))
                .put("fromMessages", given.has("--from-messages"));
        var named = order.putArray("views");
        views.stream().filter(view -> !view.equals(ALL)).forEach(named::add);
        given.values("--account").forEach(order.putArray("accounts")::add);
        return Work.parse(given).then(work -> Parsed.ok(new Asked(work, order)));
    }

    private static int told(JsonNode end, PrintStream out) {
        String stage = end.path("stage").asString();
        out.println(
                "%s after %.1f s: %s"
                        .formatted(
                                stage.equals("done") ? "Done" : "It " + stage,
                                end.path("seconds").asDouble(),
                                RebuildDesk.line(end)));
        for (var failure : end.path("failures")) {
            out.println("  Not done: " + failure.asString());
        }
        for (var difference : end.path("differences")) {
            out.println("  Different: " + difference.asString());
        }
        if (end.path("compared").asLong() > 0 && end.path("differences").isEmpty()) {
            out.println(
                    "Compared %,d streams: no difference."
                            .formatted(end.path("compared").asLong()));
        }
        if (end.path("action").asString().equals("rebuild") && end.path("streams").asLong() > 0) {
            out.println(
                    "What was read before is kept: end the same command with --confirm to let it"
                            + " go, or with --rollback to go back to it.");
        }
        return stage.equals("done") && end.path("differences").isEmpty() ? 0 : 1;
    }
}
