package io.daybook.journal;

import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Snapshots in memory, for tests of what stands on the port. */
public final class MemorySnapshotStore implements SnapshotStore {
    private final Map<String, NavigableMap<Long, Manifest>> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> chunks = new ConcurrentHashMap<>();

    @Override
    public void write(String stream, Manifest manifest, Map<String, byte[]> newChunks) {
        newChunks.forEach((hash, content) -> chunks.put(stream + "/" + hash, content.clone()));
        manifests
                .computeIfAbsent(stream, ignored -> new ConcurrentSkipListMap<>())
                .put(manifest.seq(), manifest);
    }

    @Override
    public @Nullable Manifest latest(String stream, long atMostSeq) {
        var kept = manifests.get(stream);
        var entry = kept == null ? null : kept.floorEntry(atMostSeq);
        return entry == null ? null : entry.getValue();
    }

    @Override
    public byte[] chunk(String stream, byte[] hash) {
        byte[] content = chunks.get(stream + "/" + HexFormat.of().formatHex(hash));
        if (content == null) {
            throw new IllegalStateException("no such chunk in " + stream);
        }
        return content.clone();
    }

    @Override
    public boolean hasChunk(String stream, byte[] hash) {
        return chunks.containsKey(stream + "/" + HexFormat.of().formatHex(hash));
    }
}
