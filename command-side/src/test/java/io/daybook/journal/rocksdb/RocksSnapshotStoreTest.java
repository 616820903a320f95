package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStoreContract;
import io.daybook.journal.StreamErased;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RocksSnapshotStoreTest implements SnapshotStoreContract {
    private final JournalFixture fixture = new JournalFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public SnapshotStore emptyStore() {
        return fixture.journal().snapshots();
    }

    @Test
    void chunks_go_with_the_last_snapshot_that_needs_them() {
        var store = emptyStore();
        SnapshotStoreContract.write(store, STREAM, 1, AT, "all", "first");
        SnapshotStoreContract.write(store, STREAM, 2, AT.plusSeconds(1), "all", "second");
        SnapshotStoreContract.write(store, STREAM, 3, AT.plusSeconds(2), "all", "third");
        assertThat(store.latest(STREAM, 1)).isNull();
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("first"))).isFalse();
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("second"))).isTrue();
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("all"))).isTrue();
    }

    @Test
    void yesterdays_snapshot_still_serves_views_of_the_past() {
        var store = emptyStore();
        for (int hour = 0; hour < 72; hour++) {
            var at = AT.plus(Duration.ofHours(hour));
            SnapshotStoreContract.write(store, STREAM, hour, at, "at " + hour);
        }
        assertThat(store.latest(STREAM, 20)).extracting(SnapshotStore.Manifest::seq).isEqualTo(15L);
    }

    @Test
    void the_snapshots_of_an_erased_stream_are_unreadable() {
        var store = emptyStore();
        SnapshotStoreContract.write(store, STREAM, 1, AT, "all");
        fixture.journal().keys().destroy(STREAM);
        assertThatThrownBy(() -> store.latest(STREAM, 1)).isInstanceOf(StreamErased.class);
        assertThatThrownBy(() -> store.chunk(STREAM, SnapshotStoreContract.hash("all")))
                .isInstanceOf(StreamErased.class);
    }
}
