package io.daybook.gateway;

import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import io.daybook.launch.Subcommand;
import io.daybook.proof.Anchors;
import io.daybook.proof.admin.AnchorRoute;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ./daybook anchor}: the ends of all streams under one hash, to be kept elsewhere. */
public final class AnchorCommand implements Subcommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final Arguments.Grammar GRAMMAR =
            new Arguments.Grammar(
                    "anchor",
                    Stream.concat(Work.OPTIONS.stream(), Stream.of("--out"))
                            .collect(Collectors.toUnmodifiableSet()),
                    Set.of(),
                    Set.of());

    @Override
    public String name() {
        return GRAMMAR.command();
    }

    private record Asked(Work work, Path file) {}

    @Override
    public int run(List<String> words, PrintStream out, PrintStream err)
            throws InterruptedException {
        return switch (Arguments.sort(GRAMMAR, words).then(AnchorCommand::parse)) {
            case Parsed.Wrong<Asked>(var message) -> {
                err.println("daybook: " + message);
                yield WRONG;
            }
            case Parsed.Ok<Asked>(Asked(Work.OnFolder(var data), var file)) ->
                    OpenFolder.use(
                            data,
                            err,
                            context ->
                                    keep(
                                            AnchorRoute.json(
                                                    context.getBean(Anchors.class).anchor()),
                                            file,
                                            out,
                                            err));
            case Parsed.Ok<Asked>(Asked(Work.AtServer(var server), var file)) ->
                    atServer(server, file, out, err);
        };
    }

    private static Parsed<Asked> parse(Arguments given) {
        var file = given.value("--out");
        if (!given.rest().isEmpty() || file.isEmpty()) {
            return Parsed.wrong(
                    "--out FILE is missing, or something else is too much; " + GRAMMAR.help());
        }
        try {
            Path path = Path.of(file.get());
            return Work.parse(given).then(work -> Parsed.ok(new Asked(work, path)));
        } catch (InvalidPathException e) {
            return Parsed.wrong("--out: '" + e.getInput() + "' is no file name");
        }
    }

    private static int atServer(AdminServer server, Path file, PrintStream out, PrintStream err)
            throws InterruptedException {
        try (var client = new AdminClient(server)) {
            var anchor = client.post("/admin/anchors", JsonNodeFactory.instance.objectNode());
            return keep(anchor, file, out, err);
        } catch (AdminClient.Refused e) {
            err.println("daybook: " + e.getMessage());
            return FAILED;
        }
    }

    private static int keep(JsonNode anchor, Path file, PrintStream out, PrintStream err) {
        try {
            Files.writeString(file, anchor.path("text").asString());
        } catch (IOException e) {
            err.println("daybook: --out " + file + " cannot be written: " + e.getMessage());
            return FAILED;
        }
        out.println(
                "Anchor %d of %s: %,d streams, %,d events."
                        .formatted(
                                anchor.path("number").asLong(),
                                anchor.path("time").asString(),
                                anchor.path("streams").asLong(),
                                anchor.path("events").asLong()));
        out.println("Its id is " + anchor.path("id").asString());
        out.println(
                "Keep "
                        + file
                        + ", or at least the id, where nobody can change it who can change the mail.");
        return 0;
    }
}
