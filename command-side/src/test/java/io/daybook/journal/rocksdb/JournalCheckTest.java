package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.TestEvents;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalCheckTest {
    private static final String STREAM = "account:a";
    private static final int EVENTS = 1300;

    private final JournalFixture fixture = new JournalFixture();
    private final RocksJournal journal = fixture.journal();

    @BeforeEach
    void append() {
        for (int seq = 0; seq < EVENTS; seq++) {
            var durable = TestEvents.append(journal, STREAM, seq);
            if (seq == EVENTS - 1) {
                durable.join();
            }
        }
        TestEvents.append(journal, "account:b", 0, 1, 2).join();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_stream_as_it_was_written_is_sound() {
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(EVENTS, true));
        assertThat(journal.check().verify("account:b")).isEqualTo(new JournalCheck.Sound(3, true));
        assertThat(journal.check().verify("account:none"))
                .isEqualTo(new JournalCheck.Sound(0, true));
    }

    /** Events are appended after each portion that is read, and before the head is asked for. */
    @Test
    void a_stream_that_goes_on_meanwhile_is_sound() {
        var next = new AtomicLong(EVENTS);
        var stored = journal.stored();
        StoredEvents going =
                (StoredEvents)
                        Proxy.newProxyInstance(
                                StoredEvents.class.getClassLoader(),
                                new Class<?>[] {StoredEvents.class},
                                (_, method, arguments) -> {
                                    boolean isHead = method.getName().equals("head");
                                    if (isHead && next.get() < EVENTS + 6) {
                                        append(next.getAndIncrement());
                                    }
                                    Object found = method.invoke(stored, arguments);
                                    if (!isHead && next.get() < EVENTS + 6) {
                                        append(next.getAndIncrement());
                                    }
                                    return found;
                                });
        var check = new JournalCheck(going, journal.keys(), journal.sealer());
        assertThat(check.verify(STREAM)).isInstanceOf(JournalCheck.Sound.class);
        assertThat(next).hasValue(EVENTS + 6);
    }

    private void append(long seq) {
        TestEvents.append(journal, STREAM, seq).join();
    }

    @Test
    void a_missing_event_is_found() {
        change(batch -> batch.delete(Family.EVENTS, Rows.eventKey(STREAM, 700)));
        assertThat(verify()).isEqualTo(new JournalCheck.Gap(700, 701));
    }

    @Test
    void a_changed_octet_is_found() {
        StoredEvent event = stored(700);
        byte[] sealed = event.sealed().clone();
        sealed[sealed.length - 1] ^= 1;
        put(new StoredEvent(STREAM, 700, event.hash(), sealed));
        assertThat(verify()).isEqualTo(new JournalCheck.ChainBroken(700));
    }

    @Test
    void an_event_replaced_with_its_own_hash_is_found_at_the_next() {
        byte[] sealed = stored(500).sealed();
        byte[] hash = StoredEvent.chain(stored(699).hash(), STREAM, 700, sealed);
        put(new StoredEvent(STREAM, 700, hash, sealed));
        assertThat(verify()).isEqualTo(new JournalCheck.Unreadable(700));
        journal.keys().destroy(STREAM);
        assertThat(verify()).isEqualTo(new JournalCheck.ChainBroken(701));
    }

    @Test
    void a_cut_off_end_is_found() {
        change(batch -> batch.delete(Family.EVENTS, Rows.eventKey(STREAM, EVENTS - 1)));
        assertThat(verify()).isEqualTo(new JournalCheck.HeadDiffers(EVENTS - 1, EVENTS - 2));
    }

    @Test
    void another_history_of_the_same_length_is_found() {
        byte[] head = Rows.head(new Head(EVENTS - 1, stored(3).hash()));
        change(batch -> batch.put(Family.HEADS, Keys.name(STREAM), head));
        assertThat(verify()).isEqualTo(new JournalCheck.ChainBroken(EVENTS - 1));
    }

    @Test
    void an_erased_stream_proves_itself_but_is_never_read_again() {
        journal.keys().destroy(STREAM);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(EVENTS, false));
        var reader = new EventReader(journal);
        assertThatThrownBy(() -> reader.read(STREAM, 0).toList()).isInstanceOf(StreamErased.class);
        assertThatThrownBy(() -> TestEvents.append(journal, STREAM, EVENTS))
                .isInstanceOf(StreamErased.class);
    }

    @Test
    void the_global_order_goes_on_past_an_erased_stream() {
        journal.keys().destroy(STREAM);
        assertThat(journal.parts().tracked().after(null)).hasSize(3);
    }

    private JournalCheck.Result verify() {
        return journal.check().verify(STREAM);
    }

    private StoredEvent stored(long seq) {
        return journal.rows().read(STREAM, seq).getFirst();
    }

    private void put(StoredEvent event) {
        change(batch ->
                batch.put(Family.EVENTS, Rows.eventKey(STREAM, event.seq()), Rows.event(event)));
    }

    private void change(Change change) {
        journal.db().write(Durability.SYNCED, 100, change);
    }
}
