package io.daybook.gateway;

import io.daybook.core.admin.Desk;
import io.daybook.core.http.ProblemException;
import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import io.daybook.launch.Arguments;
import io.daybook.launch.Parsed;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a command does its work: at a server, through its admin API, or on a data folder that no
 * server uses.
 */
sealed interface Work {
    /** What such a command accepts beside its own options; each takes one value. */
    Set<String> OPTIONS =
            Stream.concat(AdminServer.OPTIONS.stream(), Stream.of("--data"))
                    .collect(Collectors.toUnmodifiableSet());

    /** The exit status for wrong options. */
    int WRONG = 2;

    record AtServer(AdminServer server) implements Work {}

    record OnFolder(Path data) implements Work {}

    static Parsed<Work> parse(Arguments given) {
        Optional<String> data = given.value("--data");
        boolean atServer = AdminServer.OPTIONS.stream().anyMatch(it -> given.value(it).isPresent());
        if (data.isEmpty()) {
            return atServer
                    ? AdminServer.parse(given).then(server -> Parsed.ok(new AtServer(server)))
                    : Parsed.wrong(
                            "say where: --server URL --admin-token-file FILE, or, of the embedded"
                                    + " product when no server runs, --data DIR");
        }
        if (atServer) {
            return Parsed.wrong("--data DIR is for a folder that no server uses; leave out one");
        }
        Path folder = Path.of(data.get()).toAbsolutePath().normalize();
        return Files.exists(folder.resolve("journal"))
                ? Parsed.ok(new OnFolder(folder))
                : Parsed.wrong("--data " + folder + " is no data folder; name the server's");
    }

    /** An order to a desk, and what is said when it is over. */
    record Job(
            Class<? extends Desk> desk,
            String path,
            ObjectNode order,
            Function<JsonNode, String> line,
            ToIntFunction<JsonNode> end) {}

    /** What was asked for on the command line, and where it is to be done. */
    record Asked(Work work, ObjectNode order) {}

    /** Carries out what was asked for, or says what is wrong with it; returns the exit status. */
    static int run(Parsed<Asked> asked, Function<ObjectNode, Job> job, PrintStream err)
            throws InterruptedException {
        return switch (asked) {
            case Parsed.Wrong<Asked>(var message) -> {
                err.println("daybook: " + message);
                yield WRONG;
            }
            case Parsed.Ok<Asked>(Asked(var work, var order)) ->
                    carryOut(work, job.apply(order), err);
        };
    }

    private static int carryOut(Work work, Job job, PrintStream err) throws InterruptedException {
        return switch (work) {
            case OnFolder(var data) ->
                    OpenFolder.use(data, err, context -> onFolder(context, job, err));
            case AtServer(var server) -> atServer(server, job, err);
        };
    }

    private static int onFolder(ConfigurableApplicationContext context, Job job, PrintStream err) {
        var desk = context.getBean(job.desk());
        try {
            var begun = desk.begin(job.order());
            return follow(begun, job, err, desk::look);
        } catch (ProblemException e) {
            err.println("daybook: " + e.problem().detail());
            return 1;
        } catch (AdminClient.Refused | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int atServer(AdminServer server, Job job, PrintStream err)
            throws InterruptedException {
        try (var client = new AdminClient(server)) {
            var begun = client.post(job.path(), job.order());
            return follow(begun, job, err, id -> client.get(job.path() + "/" + id));
        } catch (AdminClient.Refused e) {
            err.println("daybook: " + e.getMessage());
            return 1;
        }
    }

    /** Asks how far the work is. */
    interface Look {
        JsonNode at(String id) throws AdminClient.Refused, InterruptedException;
    }

    private static int follow(JsonNode begun, Job job, PrintStream err, Look look)
            throws AdminClient.Refused, InterruptedException {
        String id = begun.path("id").asString();
        var display = new WorkDisplay(err);
        JsonNode progress = begun;
        for (int looks = 0; progress.path("stage").asString().equals("running"); looks++) {
            TimeUnit.MILLISECONDS.sleep(looks < 10 ? 50 : 500);
            progress = look.at(id);
            display.show(job.line().apply(progress));
        }
        display.end();
        return job.end().applyAsInt(progress);
    }
}
