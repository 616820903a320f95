package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStoreContract;
import io.daybook.journal.StreamErased;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoSnapshotStoreTest implements SnapshotStoreContract {
    private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal journal = fixture.node();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public SnapshotStore emptyStore() {
        return journal.snapshots();
    }

    @Test
    void chunks_go_some_time_after_the_last_snapshot_that_needs_them() {
        var store = emptyStore();
        SnapshotStoreContract.write(store, STREAM, 1, AT, "all", "first");
        SnapshotStoreContract.write(store, STREAM, 2, AT.plusSeconds(1), "all", "second");
        SnapshotStoreContract.write(store, STREAM, 3, AT.plusSeconds(2), "all", "third");
        assertThat(store.latest(STREAM, 1)).isNull();
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("first"))).isTrue();
        SnapshotStoreContract.write(store, STREAM, 4, AT.plusSeconds(3700), "all", "fourth");
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("first"))).isFalse();
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("third"))).isTrue();
        assertThat(store.hasChunk(STREAM, SnapshotStoreContract.hash("all"))).isTrue();
    }

    @Test
    void a_chunk_that_another_node_needs_again_stays() {
        var store = emptyStore();
        SnapshotStoreContract.write(store, STREAM, 1, AT, "all", "first");
        SnapshotStoreContract.write(store, STREAM, 2, AT.plusSeconds(1), "all");
        SnapshotStoreContract.write(store, STREAM, 3, AT.plusSeconds(2), "all");
        var again = List.of(SnapshotStoreContract.hash("all"), SnapshotStoreContract.hash("first"));
        var manifest = new SnapshotStore.Manifest(4, AT.plusSeconds(3), again, new byte[0]);
        fixture.node().snapshots().write(STREAM, manifest, Map.of());
        SnapshotStoreContract.write(store, STREAM, 5, AT.plusSeconds(8000), "all");
        assertThat(store.chunks(STREAM, again)).hasSize(2);
    }

    @Test
    void a_snapshot_that_names_a_chunk_that_is_gone_is_refused() {
        var store = emptyStore();
        SnapshotStoreContract.write(store, STREAM, 1, AT, "all");
        var gone = List.of(SnapshotStoreContract.hash("gone"));
        var manifest = new SnapshotStore.Manifest(2, AT, gone, new byte[0]);
        assertThatThrownBy(() -> store.write(STREAM, manifest, Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.latest(STREAM, 9)).extracting(SnapshotStore.Manifest::seq).isEqualTo(1L);
    }

    @Test
    void the_snapshots_of_an_erased_stream_are_unreadable() {
        var store = emptyStore();
        SnapshotStoreContract.write(store, STREAM, 1, AT, "all");
        journal.keys().destroy(STREAM);
        assertThatThrownBy(() -> store.latest(STREAM, 1)).isInstanceOf(StreamErased.class);
        assertThatThrownBy(() -> store.chunk(STREAM, SnapshotStoreContract.hash("all")))
                .isInstanceOf(StreamErased.class);
    }
}
