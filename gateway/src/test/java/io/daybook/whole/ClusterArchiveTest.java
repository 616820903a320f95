package io.daybook.whole;

import static io.daybook.whole.ArchiveCommands.assertOneLine;
import static io.daybook.whole.ArchiveCommands.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Accounts go from the embedded product into a cluster and back as archives, by the commands that
 * an operator has, which ask any node.
 */
@Tag("cluster")
class ClusterArchiveTest {
    private static final String BOB = "bob@example.test";
    private static final String BOBS = "bobs password";
    private static final int MESSAGES = 40;

    /** Enough that a node can be killed while it takes them in. */
    private static final int MANY = 300;

    @TempDir private static Path folder;
    private static ClusterProcess cluster;
    private static Path clusterToken;

    @TempDir private Path temp;

    @BeforeAll
    static void start() throws Exception {
        cluster = ClusterProcess.start(folder, 2, List.of(), "");
        clusterToken = Place.token(cluster.node(0), folder.resolve("token"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static Place node(int number) {
        return Place.running(cluster.url(number), clusterToken);
    }

    private ServerProcess embedded(String data) {
        return ServerProcess.start(temp.resolve(data), "--user", BOB + ":" + BOBS);
    }

    private static void assertVerified(Place at) throws Exception {
        var verified = ok(ArchiveCommands.run("verify", at.words()));
        assertThat(verified.output())
                .contains("journal ", "blobs ", "views ", "Everything is as it was written");
    }

    @Test
    void what_was_in_a_server_that_runs_or_is_stopped_is_in_the_cluster_and_back_again()
            throws Exception {
        var commands = new ArchiveCommands(temp);
        List<JsonNode> states;
        RecordedAnswers alices;
        RecordedAnswers bobs;
        Path alice;
        try (var server = embedded("a")) {
            states = LivedAccount.live(server.session(), MESSAGES);
            alices = RecordedAnswers.ofEverything(server.session(), states);
            var bob = JmapSession.open(server.url(), BOB, BOBS);
            bobs = RecordedAnswers.ofEverything(bob, LivedAccount.live(bob, 4));
            Place here = Place.running(server.url(), Place.token(server, temp.resolve("token")));
            alice = commands.export(here, ServerProcess.USER, "alice.daybook");
            assertThat(server.stop()).isIn(0, 143);
        }
        Path bob = commands.exportOpenly(Place.stopped(temp.resolve("a")), BOB, "bob.daybook");
        ok(commands.bringToCarol(alice, node(0)));
        ok(ArchiveCommands.bring(bob, node(1)));
        for (int node = 0; node < cluster.size(); node++) {
            alices.assertSame(
                    JmapSession.open(
                            cluster.url(node), ArchiveCommands.CAROL, ArchiveCommands.CAROLS));
            bobs.assertSame(JmapSession.open(cluster.url(node), BOB, BOBS));
        }
        assertVerified(node(0));
        Path back = commands.exportOpenly(node(1), BOB, "back.daybook");
        ok(ArchiveCommands.bring(back, Place.stopped(temp.resolve("b"))));
        Path carol = commands.export(node(1), ArchiveCommands.CAROL, "carol.daybook");
        try (var server = ServerProcess.start(temp.resolve("b"))) {
            bobs.assertSame(JmapSession.open(server.url(), BOB, BOBS));
            Path token = Place.token(server, temp.resolve("token-b"));
            ok(commands.bringToCarol(carol, Place.running(server.url(), token)));
            alices.assertSame(
                    JmapSession.open(server.url(), ArchiveCommands.CAROL, ArchiveCommands.CAROLS));
        }
        LivedAccount.assertGoesOn(
                JmapSession.open(cluster.url(1), ArchiveCommands.CAROL, ArchiveCommands.CAROLS),
                states.getFirst());
        commands.assertNobodyGoesOut(node(0));
        assertOneLine(commands.bringToCarol(alice, node(1)), "is here already");
        assertOneLine(ArchiveCommands.bring(bob, node(0)), "is here already");
    }

    @Test
    void nothing_bad_comes_in_and_of_an_import_whose_node_is_killed_nothing_is_left()
            throws Exception {
        var commands = new ArchiveCommands(temp);
        RecordedAnswers answers;
        Path protectedOne;
        Path archive;
        String account;
        try (var server = ServerProcess.start(temp.resolve("c"))) {
            var states = LivedAccount.live(server.session(), MANY);
            answers = RecordedAnswers.of(server.session(), states);
            account = server.session().account();
            Place here = Place.running(server.url(), Place.token(server, temp.resolve("token")));
            protectedOne = commands.export(here, ServerProcess.USER, "many-sealed.daybook");
            archive = commands.exportOpenly(here, ServerProcess.USER, "many.daybook");
        }
        commands.assertNothingBadComesIn(protectedOne, node(1));
        assertThat(cluster.remains(account)).isEmpty();
        Random random = Seed.random("ClusterArchiveTest");
        String[] bring = ArchiveCommands.bringing(archive, node(0)).toArray(String[]::new);
        var command = CommandProcess.start(bring);
        awaitArriving(account);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
        cluster.kill(0);
        assertThat(command.await().status()).isEqualTo(1);
        awaitNothingOf(account);
        ok(ArchiveCommands.bring(archive, node(1)));
        answers.assertSame(cluster.node(1).session());
        cluster.revive(0);
        answers.assertSame(cluster.node(0).session());
        assertVerified(node(1));
    }

    private static void awaitArriving(String account) throws InterruptedException {
        await(60, () -> cluster.remains(account).contains("blobLinks"));
    }

    /** The other node cleans up, within the time after which it takes the first for dead. */
    private static void awaitNothingOf(String account) throws InterruptedException {
        await(30, () -> cluster.remains(account).isEmpty());
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(int seconds, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("within %s s", seconds).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
