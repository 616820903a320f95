package io.daybook.whole;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomHistoryTest {
    private static final int STEPS = 400;

    @Test
    void a_client_that_only_applies_changes_always_equals_the_server(@TempDir Path data) {
        Random random = Seed.random("RandomHistoryTest");
        try (var server = ServerProcess.start(data)) {
            JmapSession session = server.session();
            var history = new RandomHistory(session, random);
            var client = new ModelClient(session, random);
            for (int step = 0; step < STEPS; step++) {
                history.step();
                if (random.nextInt(4) == 0) {
                    client.sync();
                    client.assertEqualsServer();
                }
            }
            client.sync();
            client.assertEqualsServer();
        }
    }
}
