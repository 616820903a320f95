package io.daybook.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomHistoryTest {
    private static final int STEPS = 400;

    /** Filters and sorts that change, and others that never do. */
    private static final List<String> SUBMISSIONS =
            List.of(
                    "{}",
                    """
                    {"sort": [{"property": "sentAt"}]}
                    """,
                    """
                    {"filter": {"undoStatus": "pending"}, "sort": [{"property": "emailId"}]}
                    """,
                    """
                    {"filter": {"operator": "NOT", "conditions": [{"undoStatus": "canceled"}]},
                      "sort": [{"property": "threadId", "isAscending": false}]}
                    """,
                    """
                    {"filter": {"identityIds": ["i1", "i2"]},
                      "sort": [{"property": "sentAt", "isAscending": false}]}
                    """);

    @Test
    void a_client_that_only_applies_changes_always_equals_the_server(@TempDir Path data) {
        Random random = Seed.random("RandomHistoryTest");
        // Everything is held for longer than the test takes, so nobody ever listens there.
        try (var server = ServerProcess.start(data, "--smart-host", "127.0.0.1:9")) {
            JmapSession session = server.session();
            var history = new RandomHistory(session, random);
            var client = new ModelClient(session, random);
            var queries =
                    SUBMISSIONS.stream()
                            .map(query -> new QueryModel(session, "EmailSubmission", query))
                            .toList();
            for (int step = 0; step < STEPS; step++) {
                history.step();
                if (random.nextInt(4) == 0) {
                    client.sync();
                    client.assertEqualsServer();
                    queries.forEach(QueryModel::sync);
                    queries.forEach(QueryModel::assertEqualsServer);
                }
            }
            client.sync();
            client.assertEqualsServer();
        }
    }
}
