package io.daybook.whole;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomQueriesTest {
    private static final int STEPS = 300;
    private static final int QUERIES = 40;

    @Test
    void a_client_that_only_applies_query_changes_always_equals_a_fresh_query(@TempDir Path data) {
        Random random = Seed.random("RandomQueriesTest");
        // What the history sends is held for longer than the test takes: nobody listens there.
        try (var server = ServerProcess.start(data, "--smart-host", "127.0.0.1:9")) {
            JmapSession session = server.session();
            var history = new RandomHistory(session, random);
            var source = new RandomQueries(random);
            List<CachedQuery> queries = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                history.step();
                if (queries.size() < QUERIES) {
                    queries.add(source.next(session));
                }
                // Some are left alone for long.
                CachedQuery some = queries.get(random.nextInt(queries.size()));
                some.sync();
                some.assertEqualsServer();
            }
            for (CachedQuery query : queries) {
                query.sync();
                query.assertEqualsServer();
            }
        }
    }
}
