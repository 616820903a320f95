package io.daybook.journal.rocksdb;

import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.SnapshotAges;
import io.daybook.journal.SnapshotAges.Aged;
import io.daybook.journal.SnapshotStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Manifests and chunks in the journal, behind the events that they stand for in the same log. */
final class RocksSnapshotStore implements SnapshotStore {
    private static final byte[] KIND = Keys.name("state");

    private final JournalDb db;
    private final KeyRing keys;
    private final Seal seal;

    RocksSnapshotStore(RocksJournal journal) {
        db = journal.db();
        keys = journal.keys();
        seal = journal.seal();
    }

    /** One stream's snapshots are written by one thread at a time. */
    @Override
    public void write(String stream, Manifest manifest, Map<String, byte[]> newChunks) {
        SecretKey key = keys.keyFor(stream);
        var rows = new ArrayList<JournalDb.Row>();
        newChunks.forEach((hex, content) -> {
            byte[] hash = HexFormat.of().parseHex(hex);
            byte[] sealed = seal.seal(key, context("chunk", stream, hash), content);
            rows.add(new JournalDb.Row(chunkKey(stream, hash), sealed));
        });
        byte[] place = Keys.number(manifest.seq());
        byte[] sealed =
                seal.seal(key, context("manifest", stream, place), Manifest.CODEC.encode(manifest));
        byte[] row = Keys.of(Keys.number(manifest.at().toEpochMilli()), sealed);
        long octets = row.length + rows.stream().mapToLong(each -> each.value().length).sum();
        Superfluous superfluous = superfluous(stream, manifest);
        db.write(
                Durability.ORDERED,
                octets,
                batch -> {
                    for (JournalDb.Row chunk : rows) {
                        batch.put(Family.CHUNKS, chunk.key(), chunk.value());
                    }
                    batch.put(Family.MANIFESTS, Keys.of(prefix(stream), place), row);
                    for (byte[] each : superfluous.manifests()) {
                        batch.delete(Family.MANIFESTS, each);
                    }
                    for (byte[] each : superfluous.chunks()) {
                        batch.delete(Family.CHUNKS, each);
                    }
                });
    }

    @Override
    public @Nullable Manifest latest(String stream, long atMostSeq) {
        byte[] prefix = prefix(stream);
        var row = db.last(Family.MANIFESTS, prefix, Keys.of(prefix, Keys.number(atMostSeq)));
        return row == null ? null : open(stream, row.key(), row.value());
    }

    @Override
    public byte[] chunk(String stream, byte[] hash) {
        byte[] sealed = db.get(Family.CHUNKS, chunkKey(stream, hash));
        String what = "chunk " + HexFormat.of().formatHex(hash) + " of " + stream;
        if (sealed == null) {
            throw new IllegalStateException(what + " is missing");
        }
        return Seal.open(keys.keyFor(stream), context("chunk", stream, hash), sealed, what);
    }

    @Override
    public boolean hasChunk(String stream, byte[] hash) {
        return db.get(Family.CHUNKS, chunkKey(stream, hash)) != null;
    }

    private Manifest open(String stream, byte[] key, byte[] value) {
        byte[] place = Arrays.copyOfRange(key, key.length - Long.BYTES, key.length);
        byte[] sealed = Arrays.copyOfRange(value, Long.BYTES, value.length);
        byte[] context = context("manifest", stream, place);
        return Manifest.CODEC.decode(
                Seal.open(keys.keyFor(stream), context, sealed, "a snapshot of " + stream));
    }

    /** Rows to delete once {@code coming} is there. */
    private record Superfluous(List<byte[]> manifests, List<byte[]> chunks) {}

    private Superfluous superfluous(String stream, Manifest coming) {
        byte[] prefix = prefix(stream);
        var aged = new ArrayList<Aged>();
        aged.add(new Aged(coming.seq(), coming.at()));
        Pages.forEach(
                db,
                Family.MANIFESTS,
                prefix,
                (key, value) -> {
                    long seq = Keys.number(key, prefix.length);
                    if (seq != coming.seq()) {
                        aged.add(new Aged(seq, Instant.ofEpochMilli(Keys.number(value, 0))));
                    }
                });
        var dropped = SnapshotAges.superfluous(aged, coming.at());
        if (dropped.isEmpty()) {
            return new Superfluous(List.of(), List.of());
        }
        var drop = new HashSet<Long>();
        dropped.forEach(each -> drop.add(each.seq()));
        return orphans(stream, coming, drop);
    }

    private Superfluous orphans(String stream, Manifest coming, Set<Long> drop) {
        byte[] prefix = prefix(stream);
        var manifests = new ArrayList<byte[]>();
        var needed = new HashSet<String>();
        var suspects = new HashSet<String>();
        addTo(drop.contains(coming.seq()) ? suspects : needed, coming);
        Pages.forEach(
                db,
                Family.MANIFESTS,
                prefix,
                (key, value) -> {
                    boolean dropped = drop.contains(Keys.number(key, prefix.length));
                    if (dropped) {
                        manifests.add(key);
                    }
                    addTo(dropped ? suspects : needed, open(stream, key, value));
                });
        suspects.removeAll(needed);
        var chunks =
                suspects.stream()
                        .map(hex -> chunkKey(stream, HexFormat.of().parseHex(hex)))
                        .toList();
        return new Superfluous(manifests, chunks);
    }

    private static void addTo(Set<String> hashes, Manifest manifest) {
        manifest.chunks().forEach(hash -> hashes.add(HexFormat.of().formatHex(hash)));
    }

    private static byte[] prefix(String stream) {
        return Keys.of(KIND, Keys.name(stream));
    }

    private static byte[] chunkKey(String stream, byte[] hash) {
        return Keys.of(Keys.name(stream), hash);
    }

    private static byte[] context(String kind, String stream, byte[] place) {
        var out = new BinaryFieldWriter();
        out.text("kind", kind);
        out.text("stream", stream);
        out.bytes("place", place);
        return out.toByteArray();
    }
}
