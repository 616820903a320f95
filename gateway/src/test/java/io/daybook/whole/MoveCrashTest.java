package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.whole.CuttingProxy.Cut;
import io.daybook.whole.CuttingProxy.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the old server, the new server or the moving command at a step of a move, with a client
 * that writes to whichever server lets it. {@code make crash} does it at every step; by default
 * only the moment is tried at which the account is at neither.
 */
class MoveCrashTest {
    private static final boolean EVERYWHERE = Boolean.getBoolean("daybook.crash.moves");
    private static final int RUNS = 3;

    private enum Victim {
        SOURCE,
        TARGET,
        COMMAND
    }

    private record Case(Victim victim, Cut cut) {}

    @TempDir private Path temp;
    private volatile ServerProcess source;
    private volatile ServerProcess target;
    private String sourceToken;
    private String targetToken;

    private static List<Case> cases() {
        if (!EVERYWHERE) {
            return List.of(new Case(Victim.COMMAND, new Cut(Step.DEPARTURE, false)));
        }
        var cases = new ArrayList<Case>();
        for (Step step : Step.values()) {
            for (Victim victim : Victim.values()) {
                cases.add(new Case(victim, new Cut(step, true)));
                cases.add(new Case(victim, new Cut(step, false)));
            }
        }
        return cases;
    }

    private static String user(int number) {
        return "user" + number + "@example.test";
    }

    @Test
    void an_account_is_at_one_of_two_servers_wherever_its_move_is_cut_off() throws Exception {
        var cases = cases();
        var users = new ArrayList<String>();
        for (int i = 0; i < cases.size(); i++) {
            users.add("--user");
            users.add(user(i) + ":secret");
        }
        var starting =
                CompletableFuture.supplyAsync(
                        () -> ServerProcess.start(temp.resolve("a"), users.toArray(String[]::new)));
        target = ServerProcess.start(temp.resolve("b"));
        source = starting.join();
        try {
            sourceToken = Place.token(source, temp.resolve("token-a")).toString();
            targetToken = Place.token(target, temp.resolve("token-b")).toString();
            for (int i = 0; i < cases.size(); i++) {
                moveCutOff(user(i), cases.get(i));
            }
        } finally {
            source.close();
            target.close();
        }
    }

    private void moveCutOff(String user, Case one) throws Exception {
        var command = new CompletableFuture<CommandProcess>();
        var restarted = new CompletableFuture<Boolean>();
        try (var proxy =
                        new CuttingProxy(
                                () -> source.url(),
                                () -> target.url(),
                                one.cut(),
                                () -> kill(one.victim(), command, restarted));
                var clients = new MovingClients(user, "secret")) {
            clients.writeTo(() -> source.url());
            clients.awaitWritten(20);
            command.complete(CommandProcess.start(words(user, proxy)));
            var ended = command.join().await();
            assertThat(proxy.hasCut()).as("%s: %s", one, ended.output()).isTrue();
            restarted.join();
            assertServedAtMostOnce(user, one);
            boolean moved = ended.status() == 0;
            if (one.victim() != Victim.COMMAND && !moved) {
                assertThat(ended.output()).as("%s", one).startsWith("daybook: ");
            }
            for (int run = 0; run < RUNS && !moved; run++) {
                ended = CommandProcess.run(words(user, proxy));
                moved = ended.status() == 0;
            }
            assertThat(moved).as("%s: %s", one, ended.output()).isTrue();
            clients.writeTo(() -> target.url());
            clients.awaitWritten(clients.written() + 20);
            clients.close();
            clients.assertAllThereOnce(target.url());
            assertThat(at(source, user)).as("%s", one).isEqualTo("moved");
        }
    }

    private String[] words(String user, CuttingProxy proxy) {
        return new String[] {
            "move",
            user,
            "--from",
            proxy.sourceUrl(),
            "--from-token-file",
            sourceToken,
            "--to",
            proxy.targetUrl(),
            "--to-token-file",
            targetToken
        };
    }

    /** On a thread of the proxy: dead when this returns, and coming back if it is a server. */
    private void kill(
            Victim victim,
            CompletableFuture<CommandProcess> command,
            CompletableFuture<Boolean> restarted) {
        switch (victim) {
            case COMMAND -> {
                command.join().kill();
                restarted.complete(true);
            }
            case SOURCE -> {
                source.kill();
                restarted.completeAsync(() -> {
                    source = again(source, temp.resolve("a"));
                    return true;
                });
            }
            case TARGET -> {
                target.kill();
                restarted.completeAsync(() -> {
                    target = again(target, temp.resolve("b"));
                    return true;
                });
            }
        }
    }

    private static ServerProcess again(ServerProcess dead, Path data) {
        return ServerProcess.startAt(dead.url().substring("http://".length()), data);
    }

    private void assertServedAtMostOnce(String user, Case one) throws IOException {
        String here = at(source, user);
        String there = at(target, user);
        assertThat(here).as("%s", one).isIn("here", "moved");
        assertThat(there).as("%s", one).isIn("nowhere", "here");
        assertThat(here.equals("here") && there.equals("here")).as("both: %s", one).isFalse();
    }

    private String at(ServerProcess server, String user) throws IOException {
        String token = Files.readString(Path.of(server == source ? sourceToken : targetToken));
        var answer =
                new AdminCalls(server.url(), token)
                        .send("GET", "/admin/accounts/" + user + "/departure", "");
        if (answer.statusCode() == 404) {
            return "nowhere";
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JmapSession.JSON.readTree(answer.body()).has("to") ? "moved" : "here";
    }
}
