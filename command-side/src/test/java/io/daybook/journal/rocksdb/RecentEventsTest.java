package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.EventHeader;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.RecentEvents;
import io.daybook.journal.engine.TestEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final String STREAM = "account/recent";
    private static final EventHeader HEADER =
            new EventHeader("Noted", "1", "Notes", "id", Instant.ofEpochSecond(1, 2));

    private final JournalFixture fixture = new JournalFixture();
    private final RecentEvents recent = new RecentEvents();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void what_is_read_from_memory_is_what_is_read_from_the_disk() {
        var journal = fixture.journal();
        TestEvents.append(journal, STREAM, 0).join();
        TestEvents.append(journal, STREAM, 1).join();
        TestEvents.append(journal, STREAM, 2).join();
        var fromMemory = read(journal, 1);
        assertThat(journal.recent().read(STREAM, 1, journal.tails().durable(STREAM))).hasSize(2);
        var reopened = fixture.reopen();
        assertThat(reopened.recent().read(STREAM, 1, reopened.tails().durable(STREAM))).isNull();
        assertThat(fromMemory).hasSize(2).isEqualTo(read(reopened, 1));
    }

    private static List<String> read(RocksJournal journal, long from) {
        return new EventReader(journal).read(STREAM, from).map(TestEvents::described).toList();
    }

    @Test
    void an_erased_stream_is_not_read_from_memory() {
        var journal = fixture.journal();
        TestEvents.append(journal, STREAM, 0).join();
        journal.keys().destroy(STREAM);
        assertThatThrownBy(() -> read(journal, 0)).isInstanceOf(StreamErased.class);
    }

    @Test
    void nothing_is_handed_out_that_does_not_lead_to_the_end_of_the_stream() {
        byte[] start = StoredEvent.start();
        recent.add(event(0, 1), start, hash("a0"));
        recent.add(event(1, 1), hash("a0"), hash("a1"));
        assertThat(recent.read(STREAM, 0, new Head(1, hash("a1")))).hasSize(2);
        assertThat(recent.read(STREAM, 0, new Head(1, hash("b1")))).isNull();
        // The stream has come anew: its first event is another one.
        recent.add(event(1, 1), hash("b0"), hash("b1"));
        assertThat(recent.read(STREAM, 0, new Head(1, hash("b1")))).isNull();
        assertThat(recent.read(STREAM, 1, new Head(1, hash("b1")))).hasSize(1);
        assertThat(recent.read(STREAM, 1, new Head(2, hash("b2")))).isNull();
        assertThat(recent.read("account/other", 1, new Head(1, hash("b1")))).isNull();
    }

    @Test
    void the_oldest_make_room() {
        var hashes = IntStream.rangeClosed(0, 20).mapToObj(i -> hash("h" + i)).toList();
        for (int i = 0; i < 20; i++) {
            recent.add(event(i, 1 << 19), hashes.get(i), hashes.get(i + 1));
        }
        var end = new Head(19, hashes.getLast());
        assertThat(recent.read(STREAM, 11, end)).isNull();
        assertThat(recent.read(STREAM, 12, end)).hasSize(8);
    }

    private static OpenedEvent event(long seq, int octets) {
        return new OpenedEvent(STREAM, seq, HEADER, new byte[octets], new byte[0]);
    }

    private static byte[] hash(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
