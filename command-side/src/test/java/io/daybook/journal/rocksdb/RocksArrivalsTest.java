package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.EventHeader;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RocksArrivalsTest {
    private static final String STREAM = "account:a";
    private static final int EVENTS = 4_500;

    private final JournalFixture source = new JournalFixture();
    private final JournalFixture target = new JournalFixture();

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static OpenedEvent event(long seq) {
        var header =
                new EventHeader(
                        "test.Happened", "1", "Test", "id" + seq, Instant.ofEpochSecond(seq));
        return new OpenedEvent(STREAM, seq, header, new byte[] {1}, new byte[] {0});
    }

    private static List<StoredEvent> all(RocksJournal journal) {
        var all = new ArrayList<StoredEvent>();
        for (var page = journal.rows().read(STREAM, 0);
                !page.isEmpty();
                page = journal.rows().read(STREAM, all.size())) {
            all.addAll(page);
        }
        return all;
    }

    private List<StoredEvent> written() {
        var events = new ArrayList<OpenedEvent>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(i));
        }
        source.journal().appender().append(events).join();
        return all(source.journal());
    }

    private Arrival begin() {
        var key = source.journal().keys().find(STREAM);
        return target.journal().arrivals().begin(STREAM, key);
    }

    private static List<Long> ordered(RocksJournal journal) {
        var steps = new ArrayList<Long>();
        long index = -1;
        for (var page = journal.rows().readAfter(index, EventRows.EVENTS);
                !page.isEmpty();
                page = journal.rows().readAfter(index, EventRows.EVENTS)) {
            for (var placed : page) {
                steps.add(placed.event().seq());
                index = placed.index();
            }
        }
        return steps;
    }

    @Test
    void a_stream_is_there_in_one_moment_and_then_goes_on() {
        var events = written();
        Arrival arrival = begin();
        arrival.add(events);
        var journal = target.journal();
        assertThat(journal.heads().head(STREAM)).isEqualTo(-1);
        assertThat(new EventReader(journal).read(STREAM, 0)).isEmpty();
        var hinted = new AtomicLong(-1);
        journal.heads().onMoved((stream, head) -> hinted.set(head));
        journal.arrivals().open(List.of(arrival));
        assertThat(journal.heads().head(STREAM)).isEqualTo(EVENTS - 1);
        assertThat(journal.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(EVENTS, true));
        assertThat(ordered(journal)).hasSize(EVENTS).isSorted().doesNotHaveDuplicates();
        journal.appender().append(List.of(event(EVENTS))).join();
        assertThat(ordered(journal)).hasSize(EVENTS + 1);
        assertThat(hinted).hasPositiveValue();
    }

    @Test
    void a_global_order_that_was_cut_off_is_ended_after_the_restart() {
        var arrival = begin(written());
        target.journal().arrivals().open(List.of(arrival));
        // As if the process had ended after the first portion.
        var journal = target.journal();
        var db = journal.db();
        int portion = 2_000;
        for (long index = portion; index < EVENTS; index++) {
            byte[] key = Keys.number(index);
            db.write(Durability.SYNCED, 10, batch -> batch.delete(Family.ORDER, key));
        }
        db.write(
                Durability.SYNCED,
                10,
                batch ->
                        batch.put(
                                Family.META,
                                RocksArrivals.key(STREAM),
                                RocksArrivals.mark(EVENTS - 1, portion)));
        target.reopen();
        assertThat(ordered(target.journal())).hasSize(portion);
        target.journal().arrivals().recover();
        assertThat(ordered(target.journal())).hasSize(EVENTS).doesNotHaveDuplicates();
        assertThat(target.journal().arrivals().cutOff()).isEmpty();
        assertThat(target.journal().db().get(Family.META, RocksArrivals.key(STREAM))).isNull();
    }

    private Arrival begin(List<StoredEvent> events) {
        Arrival arrival = begin();
        arrival.add(events);
        return arrival;
    }
}
