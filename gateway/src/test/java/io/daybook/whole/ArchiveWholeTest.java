package io.daybook.whole;

import static io.daybook.whole.ArchiveCommands.assertOneLine;
import static io.daybook.whole.ArchiveCommands.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts go from one server to another as archives, by the commands that an operator has. */
class ArchiveWholeTest {
    private static final int ROUNDS = Integer.getInteger("daybook.archive.rounds", 1);

    @TempDir private Path temp;
    private ArchiveCommands commands;

    @BeforeEach
    void prepare() throws IOException {
        commands = new ArchiveCommands(temp);
    }

    private Place at(ServerProcess server, String name) throws IOException {
        return Place.running(server.url(), Place.token(server, temp.resolve(name)));
    }

    @Test
    void an_account_goes_from_a_server_that_runs_to_another_and_its_clients_go_on()
            throws Exception {
        try (var a = ServerProcess.start(temp.resolve("a"));
                var b = ServerProcess.start(temp.resolve("b"))) {
            var states = LivedAccount.live(a.session(), 40);
            var answers = RecordedAnswers.of(a.session(), states);
            Path archive = commands.export(at(a, "token-a"), ServerProcess.USER, "alice.daybook");
            assertThat(ok(commands.verify(archive)).output())
                    .startsWith("Sound: account " + a.session().account());
            Place to = at(b, "token-b");
            ok(commands.bringToCarol(archive, to));
            var carol = JmapSession.open(b.url(), ArchiveCommands.CAROL, ArchiveCommands.CAROLS);
            assertThat(carol.account()).isEqualTo(a.session().account());
            answers.assertSame(carol);
            LivedAccount.assertGoesOn(carol, states.getLast());
            assertOneLine(commands.bringToCarol(archive, to), "is here already");
            assertThat(b.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void an_account_goes_from_folder_to_folder_with_its_user() throws Exception {
        Path a = temp.resolve("a");
        RecordedAnswers answers;
        try (var server = ServerProcess.start(a)) {
            var states = LivedAccount.live(server.session(), 10);
            answers = RecordedAnswers.of(server.session(), states);
            assertThat(server.stop()).isIn(0, 143);
        }
        Path b = temp.resolve("b");
        Path archive = commands.exportOpenly(Place.stopped(a), ServerProcess.USER, "alice.daybook");
        ok(ArchiveCommands.bring(archive, Place.stopped(b)));
        try (var server = ServerProcess.start(b)) {
            answers.assertSame(server.session());
        }
    }

    @Test
    void what_cannot_be_used_is_one_line_and_changes_nothing() throws Exception {
        try (var server = ServerProcess.start(temp.resolve("a"))) {
            LivedAccount.live(server.session(), 4);
            Place here = at(server, "token");
            commands.assertNobodyGoesOut(here);
            Path archive = commands.export(here, ServerProcess.USER, "alice.daybook");
            commands.assertNothingBadComesIn(archive, here);
            assertOneLine(commands.bringToCarol(archive, here), "is here already");
            assertThat(
                            JmapSession.isRefused(
                                    server.url(), ArchiveCommands.CAROL, ArchiveCommands.CAROLS))
                    .isTrue();
        }
    }

    @Test
    void an_import_that_is_killed_is_all_there_or_not_at_all() throws Exception {
        Path a = temp.resolve("a");
        RecordedAnswers answers;
        try (var server = ServerProcess.start(a)) {
            var states = LivedAccount.live(server.session(), 600);
            answers = RecordedAnswers.of(server.session(), states);
            assertThat(server.stop()).isIn(0, 143);
        }
        Path archive = commands.exportOpenly(Place.stopped(a), ServerProcess.USER, "alice.daybook");
        Random random = Seed.random("ArchiveWholeTest");
        for (int round = 0; round < ROUNDS; round++) {
            Path b = temp.resolve("b" + round);
            String[] bring =
                    ArchiveCommands.bringing(archive, Place.stopped(b)).toArray(String[]::new);
            boolean killed = CommandProcess.start(bring).killAfter(1500 + random.nextInt(2500));
            var again = CommandProcess.run(bring);
            if (again.status() != 0) {
                assertOneLine(again, "is here already");
            }
            try (var server = ServerProcess.start(b)) {
                answers.assertSame(server.session());
                assertThat(server.stop()).as("killed: %s", killed).isIn(0, 143);
            }
        }
    }
}
