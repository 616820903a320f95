package io.daybook.journal.mongo;

import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.SnapshotStore.Manifest;
import java.util.HexFormat;

/** Manifests and chunks, sealed under the key of their stream for their place. */
final class SnapshotSeals {
    private final KeyRing keys;
    private final Seal seal;

    SnapshotSeals(KeyRing keys, Seal seal) {
        this.keys = keys;
        this.seal = seal;
    }

    byte[] seal(String stream, Manifest manifest) {
        byte[] context = context("manifest", stream, Long.toString(manifest.seq()));
        return seal.seal(keys.keyFor(stream), context, Manifest.CODEC.encode(manifest));
    }

    Manifest open(String stream, long seq, byte[] sealed) {
        byte[] context = context("manifest", stream, Long.toString(seq));
        return Manifest.CODEC.decode(
                Seal.open(keys.keyFor(stream), context, sealed, "a snapshot of " + stream));
    }

    byte[] sealChunk(String stream, byte[] hash, byte[] content) {
        return seal.seal(keys.keyFor(stream), context("chunk", stream, name(hash)), content);
    }

    byte[] openChunk(String stream, byte[] hash, byte[] sealed) {
        String what = "chunk " + name(hash) + " of " + stream;
        return Seal.open(keys.keyFor(stream), context("chunk", stream, name(hash)), sealed, what);
    }

    private static String name(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] context(String kind, String stream, String place) {
        var out = new BinaryFieldWriter();
        out.text("kind", kind);
        out.text("stream", stream);
        out.text("place", place);
        return out.toByteArray();
    }
}
