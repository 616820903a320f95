package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("servers")
@Timeout(60)
class MongoSharesTest {
    private static final String WORK = "audit";
    private static final List<String> STREAMS =
            IntStream.range(0, 200).mapToObj(i -> "account:" + i).toList();

    @AutoClose private final MongoFixture fixture = new MongoFixture();

    private static long count(MongoShares shares) {
        return STREAMS.stream().filter(stream -> shares.isMine(WORK, stream)).count();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void one_node_gets_everything_soon_and_is_told() throws Exception {
        var node = fixture.node();
        try (var shares = node.shares()) {
            var gained = new CountDownLatch(1);
            shares.onGained(gained::countDown);
            shares.isMine(WORK, "account:a");
            assertThat(gained.await(10, TimeUnit.SECONDS)).isTrue();
            await(() -> count(shares) == STREAMS.size());
        }
    }

    @Test
    void two_nodes_share_fairly_and_no_stream_belongs_to_both() {
        try (var here = fixture.node().shares();
                var there = fixture.node().shares()) {
            await(() ->
                    count(here) > 0
                            && count(there) > 0
                            && count(here) + count(there) == STREAMS.size());
            Map<Integer, List<MongoShares>> owners = new HashMap<>();
            for (String stream : STREAMS) {
                for (var shares : List.of(here, there)) {
                    if (shares.isMine(WORK, stream)) {
                        var own =
                                owners.computeIfAbsent(
                                        MongoShares.segment(stream), any -> new ArrayList<>());
                        if (!own.contains(shares)) {
                            own.add(shares);
                        }
                    }
                }
            }
            assertThat(owners).hasSize(MongoShares.SEGMENTS);
            assertThat(owners.values()).allMatch(own -> own.size() == 1);
            assertThat(owners.values().stream().filter(own -> own.contains(here))).hasSize(8);
        }
    }

    @Test
    void what_a_node_gives_back_at_its_end_another_takes_at_its_next_look() {
        var leaving = fixture.node();
        var first = leaving.shares();
        try (var here = fixture.node().shares()) {
            await(() ->
                    count(first) > 0
                            && count(here) > 0
                            && count(first) + count(here) == STREAMS.size());
            first.close();
            leaving.close();
            long start = System.nanoTime();
            await(() -> count(here) == STREAMS.size());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    /** A node that is gone without a word: its document stays, but its beat does not change. */
    @Test
    @Tag("cluster")
    void what_a_dead_node_had_is_taken_within_ten_seconds() {
        var nodes = fixture.database().getCollection("nodes");
        nodes.insertOne(new Document("_id", "dead").append("beat", 7L).append("settled", -1L));
        var shares = fixture.database().getCollection("shares");
        for (int segment = 0; segment < MongoShares.SEGMENTS; segment++) {
            shares.insertOne(
                    new Document("_id", new Document("work", WORK).append("segment", segment))
                            .append("owner", "dead"));
        }
        long start = System.nanoTime();
        try (var here = fixture.node().shares()) {
            assertThat(count(here)).isZero();
            await(() -> count(here) == STREAMS.size());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        }
    }
}
