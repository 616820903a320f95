package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.SnapshotAges;
import io.daybook.journal.SnapshotAges.Aged;
import io.daybook.journal.SnapshotStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as a document for each manifest and each chunk. Nodes may write the snapshots of one
 * stream at the same time: chunks come before the manifest that names them, and a chunk that no
 * manifest needs is marked first and taken away by a later snapshot, when nobody has claimed it for
 * {@link #GRACE}.
 */
final class MongoSnapshotStore implements SnapshotStore {
    private static final Duration GRACE = Duration.ofHours(1);
    private static final String STREAM = "stream";
    private static final String SEQ = "seq";
    private static final String SEALED = "sealed";
    private static final String UNNEEDED = "unneeded";
    private static final int BATCH_OCTETS = 8 << 20;

    private final MongoCollection<Document> manifests;
    private final MongoCollection<Document> chunks;
    private final SnapshotSeals seals;

    MongoSnapshotStore(JournalCollections collections, KeyRing keys, Seal seal) {
        manifests = collections.manifests();
        chunks = collections.chunks();
        seals = new SnapshotSeals(keys, seal);
    }

    @Override
    public void write(String stream, Manifest manifest, Map<String, byte[]> newChunks) {
        Calls.run(() -> {
            writeChunks(stream, newChunks);
            claim(stream, manifest);
            manifests.replaceOne(
                    Filters.eq(id(stream, manifest.seq())),
                    new Document("_id", id(stream, manifest.seq()))
                            .append(STREAM, stream)
                            .append(SEQ, manifest.seq())
                            .append("at", Date.from(manifest.at()))
                            .append(SEALED, new Binary(seals.seal(stream, manifest))),
                    new ReplaceOptions().upsert(true));
            tidy(stream, manifest.at());
        });
    }

    private void writeChunks(String stream, Map<String, byte[]> newChunks) {
        var batch = new ArrayList<WriteModel<Document>>();
        long octets = 0;
        for (var chunk : newChunks.entrySet()) {
            byte[] hash = HexFormat.of().parseHex(chunk.getKey());
            byte[] sealed = seals.sealChunk(stream, hash, chunk.getValue());
            batch.add(
                    new ReplaceOneModel<>(
                            Filters.eq(id(stream, chunk.getKey())),
                            new Document("_id", id(stream, chunk.getKey()))
                                    .append(STREAM, stream)
                                    .append(SEALED, new Binary(sealed)),
                            new ReplaceOptions().upsert(true)));
            octets += sealed.length;
            if (octets > BATCH_OCTETS) {
                chunks.bulkWrite(batch, new BulkWriteOptions().ordered(false));
                batch.clear();
                octets = 0;
            }
        }
        if (!batch.isEmpty()) {
            chunks.bulkWrite(batch, new BulkWriteOptions().ordered(false));
        }
    }

    /** Keeps all chunks that the manifest names from being taken away. */
    private void claim(String stream, Manifest manifest) {
        var ids = new HashSet<Document>();
        names(manifest).forEach(name -> ids.add(id(stream, name)));
        long found =
                ids.isEmpty()
                        ? 0
                        : chunks.updateMany(Filters.in("_id", ids), Updates.unset(UNNEEDED))
                                .getMatchedCount();
        if (found != ids.size()) {
            throw new IllegalStateException(
                    (ids.size() - found) + " chunks of a snapshot of " + stream + " are gone");
        }
    }

    @Override
    public @Nullable Manifest latest(String stream, long atMostSeq) {
        Document found =
                Calls.call(() ->
                                new Found(
                                        manifests
                                                .find(
                                                        Filters.and(
                                                                Filters.eq(STREAM, stream),
                                                                Filters.lte(SEQ, atMostSeq)))
                                                .sort(Sorts.descending(SEQ))
                                                .first()))
                        .document;
        return found == null ? null : open(found);
    }

    private record Found(@Nullable Document document) {}

    private Manifest open(Document kept) {
        return seals.open(
                kept.getString(STREAM), Commit.number(kept, SEQ), Commit.octets(kept, SEALED));
    }

    @Override
    public byte[] chunk(String stream, byte[] hash) {
        return chunks(stream, List.of(hash)).getFirst();
    }

    @Override
    public List<byte[]> chunks(String stream, List<byte[]> hashes) {
        var names = hashes.stream().map(HexFormat.of()::formatHex).toList();
        var found = new HashMap<String, byte[]>();
        Calls.run(() -> {
            var ids = names.stream().distinct().map(name -> id(stream, name)).toList();
            for (Document chunk : chunks.find(Filters.in("_id", ids))) {
                found.put(
                        chunk.get("_id", Document.class).getString("place"),
                        Commit.octets(chunk, SEALED));
            }
        });
        var opened = new ArrayList<byte[]>(hashes.size());
        for (int i = 0; i < names.size(); i++) {
            byte[] sealed = found.get(names.get(i));
            if (sealed == null) {
                throw new IllegalStateException(
                        "chunk " + names.get(i) + " of " + stream + " is missing");
            }
            opened.add(seals.openChunk(stream, hashes.get(i), sealed));
        }
        return opened;
    }

    @Override
    public boolean hasChunk(String stream, byte[] hash) {
        String name = HexFormat.of().formatHex(hash);
        return Calls.call(() ->
                chunks.find(Filters.eq(id(stream, name)))
                                .projection(Projections.include("_id"))
                                .first()
                        != null);
    }

    /** Takes old manifests away, marks what they alone needed, and takes away what was marked. */
    private void tidy(String stream, Instant now) {
        var aged = new ArrayList<Aged>();
        for (Document kept :
                manifests
                        .find(Filters.eq(STREAM, stream))
                        .projection(Projections.exclude(SEALED))) {
            aged.add(
                    new Aged(
                            Commit.number(kept, SEQ),
                            Objects.requireNonNull(kept.getDate("at")).toInstant()));
        }
        var dropped = SnapshotAges.superfluous(aged, now);
        if (dropped.isEmpty()) {
            return;
        }
        var seqs = dropped.stream().map(Aged::seq).toList();
        manifests.deleteMany(Filters.and(Filters.eq(STREAM, stream), Filters.in(SEQ, seqs)));
        Bson unneeded = Filters.and(Filters.eq(STREAM, stream), Filters.nin("_id", needed(stream)));
        chunks.deleteMany(Filters.and(unneeded, Filters.lt(UNNEEDED, Date.from(now.minus(GRACE)))));
        chunks.updateMany(
                Filters.and(unneeded, Filters.exists(UNNEEDED, false)),
                Updates.set(UNNEEDED, Date.from(now)));
    }

    private Set<Document> needed(String stream) {
        var needed = new HashSet<Document>();
        for (Document kept : manifests.find(Filters.eq(STREAM, stream))) {
            names(open(kept)).forEach(name -> needed.add(id(stream, name)));
        }
        return needed;
    }

    private static List<String> names(Manifest manifest) {
        return manifest.chunks().stream().map(HexFormat.of()::formatHex).toList();
    }

    private static Document id(String stream, Object place) {
        return new Document(STREAM, stream).append("place", place);
    }
}
