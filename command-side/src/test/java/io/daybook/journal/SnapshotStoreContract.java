package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.BlobId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStore} must do. */
public interface SnapshotStoreContract {
    String STREAM = "account:a";
    Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    SnapshotStore emptyStore();

    @Test
    default void a_snapshot_is_read_as_it_was_written() {
        var store = emptyStore();
        var manifest = write(store, STREAM, 10, AT, "one", "two");
        var read = store.latest(STREAM, Long.MAX_VALUE);
        assertThat(read).usingRecursiveComparison().isEqualTo(manifest);
        assertThat(store.chunk(STREAM, hash("two"))).isEqualTo(octets("two"));
    }

    @Test
    default void the_newest_at_or_before_a_place_is_found() {
        var store = emptyStore();
        write(store, STREAM, 10, AT, "one");
        write(store, STREAM, 20, AT.plusSeconds(60), "two");
        assertThat(store.latest(STREAM, 9)).isNull();
        assertThat(store.latest(STREAM, 10)).extracting(SnapshotStore.Manifest::seq).isEqualTo(10L);
        assertThat(store.latest(STREAM, 19)).extracting(SnapshotStore.Manifest::seq).isEqualTo(10L);
        assertThat(store.latest(STREAM, 20)).extracting(SnapshotStore.Manifest::seq).isEqualTo(20L);
    }

    @Test
    default void a_chunk_is_shared_by_the_snapshots_of_its_stream_alone() {
        var store = emptyStore();
        write(store, STREAM, 10, AT, "one");
        store.write(
                STREAM,
                new SnapshotStore.Manifest(
                        11, AT, List.of(hash("one"), hash("two")), new byte[0]),
                Map.of(HexFormat.of().formatHex(hash("two")), octets("two")));
        assertThat(store.hasChunk(STREAM, hash("one"))).isTrue();
        assertThat(store.hasChunk(STREAM, hash("none"))).isFalse();
        assertThat(store.hasChunk("account:b", hash("one"))).isFalse();
        assertThat(store.latest("account:b", Long.MAX_VALUE)).isNull();
        assertThat(store.chunk(STREAM, hash("one"))).isEqualTo(octets("one"));
    }

    @Test
    default void a_chunk_that_is_not_there_is_an_error() {
        var store = emptyStore();
        write(store, STREAM, 10, AT, "one");
        assertThat(store.hasChunk(STREAM, hash("one"))).isTrue();
        assertThatThrownBy(() -> store.chunk(STREAM, hash("none")))
                .isInstanceOf(IllegalStateException.class);
    }

    static SnapshotStore.Manifest write(
            SnapshotStore store, String stream, long seq, Instant at, String... chunks) {
        var contents = new HashMap<String, byte[]>();
        for (String chunk : chunks) {
            contents.put(HexFormat.of().formatHex(hash(chunk)), octets(chunk));
        }
        var hashes = Arrays.stream(chunks).map(SnapshotStoreContract::hash).toList();
        var manifest = new SnapshotStore.Manifest(seq, at, hashes, octets("header " + seq));
        store.write(stream, manifest, contents);
        return manifest;
    }

    static byte[] octets(String chunk) {
        return chunk.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] hash(String chunk) {
        return BlobId.sha256().digest(octets(chunk));
    }
}
