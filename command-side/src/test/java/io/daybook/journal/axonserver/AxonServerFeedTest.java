package io.daybook.journal.axonserver;

import static io.daybook.journal.engine.TestEvents.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.JournalFailure;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.EventMessages;
import io.daybook.server.axon.AxonServerDouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("cluster")
@Timeout(60)
class AxonServerFeedTest {
    private final AxonServerDouble server = new AxonServerDouble();
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture(server);
    private final AxonServerJournal here = fixture.node();

    @Test
    void a_node_hears_what_another_commits_soon_and_after_a_lost_connection_too() throws Exception {
        AxonServerJournal there = fixture.node();
        var told = new LinkedBlockingQueue<String>();
        there.heads().onMoved((stream, head) -> told.add(stream + " " + head));
        append(here, "account:a", 0).join();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("account:a 0");
        for (int seq = 1; seq < 10; seq++) {
            append(here, "account:a", seq).join();
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("account:a " + seq);
        }
        server.restart();
        append(here, "account:a", 10).join();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("account:a 10");
        assertThat(told).isEmpty();
    }

    @Test
    void all_streams_are_visited_by_name_with_their_ends_and_events_of_no_stream_are_not() {
        for (int i = 0; i < 30; i++) {
            append(here, "account:" + i, 0).join();
        }
        here.movedHeads().write();
        append(here, "user:alice", 0, 1, 2).join();
        append(here, "account:7", 1).join();
        append(here, EventMessages.NO_STREAM, 0).join();
        var order = new ArrayList<String>();
        Map<String, Long> visited = new HashMap<>();
        fixture.node()
                .heads()
                .forEach((stream, head) -> {
                    order.add(stream);
                    visited.put(stream, head);
                });
        assertThat(visited)
                .hasSize(31)
                .containsEntry("user:alice", 2L)
                .containsEntry("account:7", 1L);
        assertThat(order).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_index_of_ends_is_made_again_from_the_log() {
        append(here, "account:a", 0, 1).join();
        here.stored().forEachHead((stream, head) -> {});
        here.movedHeads().write();
        Map<String, Head> before = new HashMap<>();
        here.stored().forEachHead(before::put);
        fixture.database().getCollection("heads").drop();
        fixture.database().getCollection("meta").deleteOne(new Document("_id", "heads"));
        Map<String, Head> after = new HashMap<>();
        fixture.node().stored().forEachHead(after::put);
        assertThat(after.get("account:a").seq()).isEqualTo(1);
        assertThat(after.get("account:a").hash()).isEqualTo(before.get("account:a").hash());
    }

    @Test
    void a_token_goes_on_through_the_log_whichever_node_wrote() {
        AxonServerJournal there = fixture.node();
        append(here, "account:a", 0, 1).join();
        append(there, "account:b", 0, 1, 2).join();
        var all = read(here, 0);
        assertThat(all).hasSize(5);
        long middle = token(all.get(2));
        assertThat(read(there, middle)).hasSize(2);
        long end = token(all.getLast());
        assertThat(read(here, end)).isEmpty();
        append(here, "account:a", 2).join();
        assertThat(read(there, end)).hasSize(1);
    }

    @Test
    void a_context_that_has_lost_its_events_is_refused() {
        append(here, "account:a", 0).join();
        server.loseAll();
        assertThatThrownBy(fixture::node)
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("lost its events");
    }

    @Test
    void a_context_of_another_database_is_refused() throws Exception {
        var second = new AxonServerDouble();
        try (var other = new AxonServerFixture(second)) {
            other.node();
            assertThatThrownBy(() -> fixture.node(AxonServerFixture.of(second)))
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining("another database");
        }
    }

    @Test
    void a_database_whose_events_are_in_axon_server_begins_no_journal_of_its_own() {
        assertThatThrownBy(() -> fixture.mongo().node())
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("give every node the settings");
    }

    private static long token(TrackedEventData<byte[]> event) {
        return ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
    }

    private static List<TrackedEventData<byte[]>> read(AxonServerJournal node, long token) {
        var events = new ArrayList<TrackedEventData<byte[]>>();
        var read = node.tracking().readAfter(token).spliterator();
        while (read.tryAdvance(events::add)) {
            // Until there is nothing more now.
        }
        return events;
    }
}
