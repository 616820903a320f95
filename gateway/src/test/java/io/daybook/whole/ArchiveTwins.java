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
import tools.jackson.databind.JsonNode;

/**
 * An account with a random history and those that archives made of it at other servers: what either
 * is asked or told to do, the other answers the same text to.
 */
final class ArchiveTwins {
    static final String USER = "alice@example.test";
    static final String SECRET = "correct horse";

    /** Nobody listens there, and everything is held for longer than the clock is turned. */
    static final SmartHost NOBODY =
            new SmartHost(
                    "127.0.0.1",
                    9,
                    SmartHost.Security.OPPORTUNISTIC,
                    null,
                    null,
                    null,
                    SmartHost.Patience.STANDARD);

    private static final int STEPS = Integer.getInteger("daybook.archive.steps", 80);
    private static final int GOING_BACK = 3;

    /** Of all servers. */
    final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-22T12:00:00Z"));

    private final Path archive;
    private final Random random;
    private final List<JsonNode> states = new ArrayList<>();

    ArchiveTwins(Path folder, Random random) {
        this.archive = folder.resolve("twin.daybook");
        this.random = random;
    }

    JmapSession live(WholeServer server) {
        server.user(USER, SECRET);
        JmapSession session = JmapSession.open(server.url(), USER, SECRET);
        session.importMessage(LivedAccount.message(0), session.mailboxByRole("inbox"));
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
        return session;
    }

    /** Its session there. */
    JmapSession carry(WholeServer from, WholeServer to) throws IOException {
        try (var out = Files.newOutputStream(archive)) {
            var what = new Export(USER, true, new Unprotected());
            assertThat(from.bean(Archives.class).export(what, out, Progress.silent()))
                    .isInstanceOf(Done.class);
        }
        var what = new Import(archive, null, null);
        assertThat(to.bean(Archives.class).bring(what, Progress.silent())).isInstanceOf(Done.class);
        return JmapSession.open(to.url(), USER, SECRET);
    }

    /** What was done at the one is undone at the other, and clients of the one go on there. */
    void assertTwins(JmapSession old, JmapSession twin) {
        assertThat(twin.account()).isEqualTo(old.account());
        RecordedAnswers.ofEverything(old, states).assertSame(twin);
        for (int i = 0; i < GOING_BACK; i++) {
            goBack(old, twin, states.get(random.nextInt(states.size())), random.nextInt());
        }
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
