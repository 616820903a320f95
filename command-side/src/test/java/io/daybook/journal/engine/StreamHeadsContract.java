package io.daybook.journal.engine;

import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.StreamHeads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link StreamHeads} must do. */
public interface StreamHeadsContract {
    JournalNodes nodes();

    /** How long a hint is waited for, which might never come. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Test
    default void a_head_is_the_last_durable_event_whichever_node_is_asked() {
        var here = nodes().node();
        var there = nodes().node();
        assertThat(here.heads().head(STREAM)).isEqualTo(-1);
        append(here, STREAM, 0, 1).join();
        assertThat(here.heads().head(STREAM)).isEqualTo(1);
        assertThat(there.heads().head(STREAM)).isEqualTo(1);
        append(there, STREAM, 2).join();
        assertThat(here.heads().head(STREAM)).isEqualTo(2);
    }

    @Test
    default void what_is_told_beside_a_head_is_as_it_is_now() {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0).join();
        append(here, "account:b", 0).join();
        append(there, STREAM, 1).join();
        append(there, "account:b", 1, 2).join();
        Map<String, Long> beside = new HashMap<>();
        var others = List.of("account:b", "account:c");
        assertThat(here.heads().head(STREAM, others, beside::put)).isEqualTo(1);
        beside.forEach((stream, head) -> {
            assertThat(others).contains(stream);
            assertThat(head).isEqualTo(here.heads().head(stream));
        });
    }

    @Test
    default void every_stream_is_visited_and_events_of_no_stream_are_not() {
        var node = nodes().node();
        append(node, STREAM, 0, 1, 2).join();
        append(node, "user:alice", 0).join();
        append(node, EventMessages.NO_STREAM, 0).join();
        Map<String, Long> visited = new HashMap<>();
        nodes().node().heads().forEach(visited::put);
        assertThat(visited).isEqualTo(Map.of(STREAM, 2L, "user:alice", 0L));
    }

    @Test
    default void a_stream_whose_key_was_destroyed_is_erased() {
        var node = nodes().node();
        append(node, STREAM, 0).join();
        assertThat(node.heads().isErased(STREAM)).isFalse();
        node.keys().destroy(STREAM);
        assertThat(node.heads().isErased(STREAM)).isTrue();
        assertThat(node.heads().head(STREAM)).isZero();
    }

    @Test
    default void where_a_stream_went_is_known() {
        var node = nodes().node();
        append(node, STREAM, 0).join();
        assertThat(node.heads().movedTo(STREAM)).isNull();
        node.departures().hold(STREAM);
        node.departures().leave(STREAM, "https://elsewhere.example");
        assertThat(node.heads().movedTo(STREAM)).isEqualTo("https://elsewhere.example");
    }

    @Test
    default void listeners_are_told_even_if_one_of_them_fails() throws Exception {
        var node = nodes().node();
        var told = new LinkedBlockingQueue<Long>();
        node.heads()
                .onMoved((stream, head) -> {
                    throw new IllegalStateException("broken listener");
                });
        node.heads().onMoved((stream, head) -> told.add(head));
        append(node, STREAM, 0).join();
        assertThat(poll(told)).isZero();
    }

    @Test
    default void what_another_node_commits_is_told() throws Exception {
        var here = nodes().node();
        var there = nodes().node();
        var told = new LinkedBlockingQueue<String>();
        there.heads().onMoved((stream, head) -> told.add(stream + " " + head));
        append(here, STREAM, 0).join();
        assertThat(poll(told)).isEqualTo(STREAM + " 0");
        append(here, STREAM, 1).join();
        assertThat(poll(told)).isEqualTo(STREAM + " 1");
    }

    @Test
    default void who_unsubscribes_is_told_nothing_more() throws Exception {
        var node = nodes().node();
        var first = new LinkedBlockingQueue<Long>();
        var second = new LinkedBlockingQueue<Long>();
        var subscription = node.heads().onMoved((stream, head) -> first.add(head));
        subscription.close();
        node.heads().onMoved((stream, head) -> second.add(head));
        append(node, STREAM, 0).join();
        assertThat(poll(second)).isZero();
        assertThat(first).isEmpty();
    }

    private <T> T poll(LinkedBlockingQueue<T> told) throws InterruptedException {
        T hint = told.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
        assertThat(hint).isNotNull();
        return hint;
    }
}
