package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account goes to another server while a client writes to it all the time. */
class MoveWholeTest {
    @TempDir private Path temp;

    private LiveMove.End end(ServerProcess server, String name) throws Exception {
        return new LiveMove.End(server.url(), Place.token(server, temp.resolve(name)));
    }

    @Test
    void a_client_that_writes_all_the_time_loses_nothing() throws Exception {
        String login = LiveMove.DAVE + ":" + LiveMove.SECRET;
        try (var a = ServerProcess.start(temp.resolve("a"), "--user", login);
                var b = ServerProcess.start(temp.resolve("b"))) {
            var live = LiveMove.at(a.url());
            assertThat(live.move(end(a, "token-a"), end(b, "token-b")))
                    .isLessThan(Duration.ofSeconds(5));
            live.end();
            assertThat(a.stop()).isIn(0, 143);
        }
        try (var again = ServerProcess.start(temp.resolve("a"))) {
            LiveMove.assertMoved(
                    JmapSession.open(again.url(), LiveMove.DAVE, LiveMove.SECRET), "http://");
            assertThat(again.session().mailboxByRole("inbox")).isNotEmpty();
        }
    }
}
