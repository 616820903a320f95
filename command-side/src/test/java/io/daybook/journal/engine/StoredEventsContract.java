package io.daybook.journal.engine;

import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link StoredEvents} must do. */
public interface StoredEventsContract {
    JournalNodes nodes();

    @Test
    default void events_are_read_from_a_number_on_until_the_end() {
        var node = nodes().node();
        append(node, STREAM, 0, 1, 2).join();
        append(node, STREAM, 3).join();
        var stored = node.stored();
        assertThat(stored.read(STREAM, 0)).extracting(StoredEvent::seq).startsWith(0L);
        assertThat(all(stored, 0)).extracting(StoredEvent::seq).containsExactly(0L, 1L, 2L, 3L);
        assertThat(all(stored, 2)).extracting(StoredEvent::seq).containsExactly(2L, 3L);
        assertThat(stored.read(STREAM, 4)).isEmpty();
        assertThat(stored.read("account:b", 0)).isEmpty();
    }

    private static List<StoredEvent> all(StoredEvents stored, long from) {
        var all = new ArrayList<StoredEvent>();
        for (var some = stored.read(STREAM, from);
                !some.isEmpty();
                some = stored.read(STREAM, all.getLast().seq() + 1)) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    default void a_long_stream_is_read_in_bounded_parts() {
        var node = nodes().node();
        int count = 5_000;
        append(node, STREAM, LongStream.range(0, count).toArray()).join();
        assertThat(node.stored().read(STREAM, 0)).isNotEmpty();
        assertThat(all(node.stored(), 0)).hasSize(count);
        assertThat(node.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(count, true));
    }

    @Test
    default void the_head_is_the_number_and_the_hash_of_the_last_event_whoever_wrote_it() {
        var here = nodes().node();
        var there = nodes().node();
        append(here, STREAM, 0, 1).join();
        append(there, STREAM, 2).join();
        var head = here.stored().head(STREAM);
        assertThat(head).isNotNull();
        assertThat(head.seq()).isEqualTo(2);
        assertThat(head.hash()).isEqualTo(here.stored().read(STREAM, 2).getFirst().hash());
        assertThat(here.stored().head("account:b")).isNull();
    }

    @Test
    default void every_stream_is_there_once_by_name_with_its_end() {
        var node = nodes().node();
        var names = IntStream.range(0, 30).mapToObj(i -> "account:" + i).sorted().toList();
        names.forEach(name -> append(node, name, 0, 1).join());
        append(node, "account:7", 2).join();
        var visited = new ArrayList<String>();
        var ends = new ArrayList<Long>();
        node.stored()
                .forEachHead((stream, head) -> {
                    visited.add(stream);
                    ends.add(head.seq());
                });
        assertThat(visited).isEqualTo(names);
        assertThat(ends.get(names.indexOf("account:7"))).isEqualTo(2);
        assertThat(node.stored().streams()).containsExactlyElementsOf(names);
    }

    @Test
    default void what_is_stored_proves_itself_and_so_it_does_without_its_key() {
        var node = nodes().node();
        append(node, STREAM, 0, 1).join();
        append(node, STREAM, 2).join();
        assertThat(node.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(3, true));
        node.keys().destroy(STREAM);
        assertThat(node.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(3, false));
    }
}
