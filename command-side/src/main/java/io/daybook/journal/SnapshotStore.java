package io.daybook.journal;

import io.daybook.core.codec.RecordCodec;
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
        /** Its stored form, before it is sealed. */
        public static final RecordCodec<Manifest> CODEC =
                RecordCodec.of(
                        (manifest, out) -> {
                            out.number("seq", manifest.seq());
                            out.number("seconds", manifest.at().getEpochSecond());
                            out.number("nanos", manifest.at().getNano());
                            out.list(
                                    "chunks",
                                    manifest.chunks(),
                                    (chunk, each) -> each.bytes("hash", chunk));
                            out.bytes("header", manifest.header());
                        },
                        in ->
                                new Manifest(
                                        in.number("seq"),
                                        Instant.ofEpochSecond(
                                                in.number("seconds"), in.number("nanos")),
                                        in.list("chunks", each -> each.bytes("hash")),
                                        in.bytes("header")));

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
