package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.TestEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventData;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("servers")
@Timeout(60)
class MongoFeedTest {
    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal here = fixture.node();

    @Test
    void a_node_hears_what_another_commits_soon_and_once_it_began_to_listen() throws Exception {
        MongoJournal there = fixture.node();
        var told = new LinkedBlockingQueue<String>();
        there.heads().onMoved((stream, head) -> told.add(stream + " " + head));
        TestEvents.append(here, "account:a", 0, 1).join();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("account:a 1");
        long start = System.nanoTime();
        for (int seq = 2; seq < 12; seq++) {
            TestEvents.append(here, "account:a", seq).join();
            String hint = told.poll(10, TimeUnit.SECONDS);
            assertThat(hint).isEqualTo("account:a " + seq);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(5_000);
        assertThat(told).isEmpty();
    }

    /** More than one look takes up, of a node whose first insert is under way all the time. */
    @Test
    void who_could_not_listen_for_long_hears_of_every_commit() {
        int count = 2_600;
        var commits = new ArrayList<Document>();
        for (int i = 1; i <= count; i++) {
            commits.add(
                    new Document("_id", Commit.id("account:" + i, 0))
                            .append(Commit.LAST, 0L)
                            .append(Commit.NODE, "far")
                            .append(Commit.COUNTER, (long) i)
                            .append(Commit.SETTLED, i <= count / 2 ? -1L : (long) i - 1));
        }
        fixture.database().getCollection("commits").insertMany(commits);
        fixture.database()
                .getCollection("nodes")
                .insertOne(
                        new Document("_id", "far")
                                .append("beat", 1L)
                                .append("settled", count - 1L));
        while (!here.nodes().others().containsKey("far")) {
            Thread.onSpinWait();
        }
        var told = new HashSet<String>();
        try (var hints = new Hints()) {
            var openings = new Openings(here.collections());
            var heard = new NodeHints(here.collections(), here.nodes(), openings, hints);
            heard.listen((stream, head) -> told.add(stream));
            for (int look = 0; look < 6; look++) {
                heard.listen();
            }
        }
        assertThat(told).hasSize(count);
    }

    @Test
    void a_token_goes_on_through_the_feeds_of_all_nodes() {
        MongoJournal there = fixture.node();
        TestEvents.append(here, "account:a", 0, 1).join();
        TestEvents.append(there, "account:b", 0, 1, 2).join();
        var all = read(here, NodesToken.start());
        assertThat(all).hasSize(5);
        var middle = (NodesToken) all.get(2).trackingToken();
        assertThat(read(there, middle)).hasSize(2);
        var end = (NodesToken) all.getLast().trackingToken();
        assertThat(read(here, end)).isEmpty();
        assertThat(end.covers(middle)).isTrue();
        assertThat(middle.covers(end)).isFalse();
        TestEvents.append(here, "account:a", 2).join();
        assertThat(read(there, end)).hasSize(1);
    }

    @Test
    void what_is_still_under_way_is_not_passed_over() throws Exception {
        TestEvents.append(here, "account:a", 0).join();
        TestEvents.append(here, "account:b", 0).join();
        fixture.driver().stop();
        var slow = TestEvents.append(here, "account:a", 1);
        fixture.driver().awaitHeld();
        // The number of this commit was given after that of the one that waits.
        var other = Commit.of(here.stored().read("account:b", 0), Instant.EPOCH);
        other.put("_id", Commit.id("account:c", 0));
        var counters = new Counters();
        counters.begin(2);
        long waiting = counters.begin(1);
        long given = counters.begin(1);
        assertThat(waiting).isEqualTo(2);
        fixture.database()
                .getCollection("commits")
                .updateOne(
                        Filters.eq(Commit.id("account:c", 0)),
                        Updates.combine(
                                Updates.set(Commit.LAST, 0L),
                                Updates.set(Commit.HASH, other.get("hash")),
                                Updates.set(Commit.EVENTS, other.get("events")),
                                Updates.set(Commit.NODE, here.nodes().id()),
                                Updates.set(Commit.COUNTER, given),
                                Updates.set(Commit.SETTLED, 1L)),
                        new UpdateOptions().upsert(true));
        var feed = new Feed(here.collections(), node -> 1L);
        assertThat(feed.after(here.nodes().id(), -1).position()).isEqualTo(1);
        fixture.driver().go();
        slow.join();
        assertThat(feed.after(here.nodes().id(), -1).position()).isEqualTo(3);
    }

    private static List<TrackedEventData<byte[]>> read(MongoJournal node, NodesToken token) {
        var events = new ArrayList<TrackedEventData<byte[]>>();
        var read = node.parts().tracked().after(token).spliterator();
        while (read.tryAdvance(events::add)) {
            // Until there is nothing more now.
        }
        return events;
    }
}
