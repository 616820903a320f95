package io.daybook.whole;

import io.daybook.gateway.WholeServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a random history the account of an archive cannot be told from the one that it was made of.
 */
class ArchiveTwinTest {
    @Test
    void what_was_done_here_is_undone_there_and_clients_go_on(@TempDir Path temp)
            throws IOException {
        var twins = new ArchiveTwins(temp, Seed.random("ArchiveTwinTest"));
        try (var here = WholeServer.start(temp.resolve("a"), twins.clock, ArchiveTwins.NOBODY);
                var there =
                        WholeServer.start(temp.resolve("b"), twins.clock, ArchiveTwins.NOBODY)) {
            JmapSession old = twins.live(here);
            twins.assertTwins(old, twins.carry(here, there));
        }
    }
}
