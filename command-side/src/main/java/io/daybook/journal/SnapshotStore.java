package io.daybook.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of a stream's state as manifests of content-hashed chunks, sealed under the stream's
 * key. Chunks that did not change are shared between manifests; older manifests are kept by age.
 */
public interface SnapshotStore {
    /**
     * The state after event {@code seq}.
     *
     * @param chunks SHA-256 of each chunk, in order
     * @param header small, free of form
     */
    record Manifest(long seq, Instant at, List<byte[]> chunks, byte[] header) {
        public Manifest {
            chunks = List.copyOf(chunks);
        }
    }

    /**
     * Keeps the chunks that are new and the manifest, all or nothing. It may be lost with the last
     * moments before a crash, but never outlives the events that it stands for.
     *
     * @param newChunks by the lower-case hex of their SHA-256; at most 1 MB each
     */
    void write(String stream, Manifest manifest, Map<String, byte[]> newChunks);

    /** The newest manifest with {@code seq <= atMostSeq}, or null. */
    @Nullable Manifest latest(String stream, long atMostSeq);

    /**
     * @throws IllegalStateException when there is no such chunk, or it is damaged
     */
    byte[] chunk(String stream, byte[] hash);

    /**
     * Several chunks in this order; where each look costs a way to a database, they cost one.
     *
     * @throws IllegalStateException when one is not there, or is damaged
     */
    default List<byte[]> chunks(String stream, List<byte[]> hashes) {
        return hashes.stream().map(hash -> chunk(stream, hash)).toList();
    }

    boolean hasChunk(String stream, byte[] hash);
}
