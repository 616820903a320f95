package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.Import;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.archive.Progress;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.submission.relay.smtp.SmartHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * After a random history the account of an archive cannot be told from the one that it was made of:
 * what either is asked or told to do, the other answers the same text to.
 */
class ArchiveTwinTest {
    private static final int STEPS = Integer.getInteger("daybook.archive.steps", 80);
    private static final String USER = "alice@example.test";
    private static final String SECRET = "correct horse";

    /** Nobody listens there, and everything is held for longer than the clock is turned. */
    private static final SmartHost NOBODY =
            new SmartHost(
                    "127.0.0.1",
                    9,
                    SmartHost.Security.OPPORTUNISTIC,
                    null,
                    null,
                    null,
                    SmartHost.Patience.STANDARD);

    @TempDir private Path temp;
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final List<JsonNode> states = new ArrayList<>();

    @Test
    void what_was_done_here_is_undone_there_and_clients_go_on() throws IOException {
        Random random = Seed.random("ArchiveTwinTest");
        Path archive = temp.resolve("alice.daybook");
        try (var here = WholeServer.start(temp.resolve("a"), clock, NOBODY);
                var there = WholeServer.start(temp.resolve("b"), clock, NOBODY)) {
            here.user(USER, SECRET);
            JmapSession old = JmapSession.open(here.url(), USER, SECRET);
            live(old, random);
            export(here, archive);
            bring(there, archive);
            JmapSession twin = JmapSession.open(there.url(), USER, SECRET);
            assertThat(twin.account()).isEqualTo(old.account());
            RecordedAnswers.ofEverything(old, states).assertSame(twin);
            for (int i = 0; i < 3; i++) {
                goBack(old, twin, states.get(random.nextInt(states.size())), random.nextInt());
            }
        }
    }

    private void live(JmapSession session, Random random) {
        var history = new RandomHistory(session, random);
        for (int step = 0; step < STEPS; step++) {
            if (step % 10 == 0) {
                states.add(RecordedAnswers.states(session));
            }
            history.step();
            clock.turn(Duration.ofSeconds(random.nextInt(100)));
        }
        session.call(
                "VacationResponse/set",
                "{\"update\": {\"singleton\": {\"isEnabled\": true, \"subject\": \"Away\"}}}");
        states.add(RecordedAnswers.states(session));
    }

    private static void export(WholeServer from, Path archive) throws IOException {
        try (var out = Files.newOutputStream(archive)) {
            var what = new Export(USER, true, new Unprotected());
            assertThat(from.bean(Archives.class).export(what, out, Progress.silent()))
                    .isInstanceOf(Done.class);
        }
    }

    private static void bring(WholeServer to, Path archive) throws IOException {
        var what = new Import(archive, null, null);
        assertThat(to.bean(Archives.class).bring(what, Progress.silent())).isInstanceOf(Done.class);
    }

    /** The same at both, one after the other, with the same time. */
    private void goBack(JmapSession old, JmapSession twin, JsonNode then, int kind) {
        clock.turn(Duration.ofMinutes(1));
        String state = then.get("Email").toString();
        String method = kind % 2 == 0 ? "History/undo" : "History/restore";
        String arguments =
                kind % 2 == 0
                        ? "{\"range\": {\"after\": " + state + "}}"
                        : "{\"to\": " + state + ", \"what\": {\"everything\": true}}";
        JsonNode undone = old.call(method, arguments);
        assertThat(twin.call(method, arguments).toString()).isEqualTo(undone.toString());
        states.add(RecordedAnswers.states(old));
        RecordedAnswers.of(old, states).assertSame(twin);
    }
}
