package io.daybook.journal;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.MalformedRecord;
import javax.crypto.SecretKey;

/**
 * Seals payload and metadata of events under the key of their stream; stream, sequence number, type
 * and revision are authenticated with them. Knows no store.
 */
public final class Sealer {
    private static final int VERSION = 1;

    private final KeyRing keys;
    private final Seal seal;

    public Sealer(KeyRing keys, Seal seal) {
        this.keys = keys;
        this.seal = seal;
    }

    /** Makes sure that the stream has a key, so that sealing never waits for one to be stored. */
    public void prepare(String stream) {
        keys.keyFor(stream);
    }

    public byte[] seal(OpenedEvent event) {
        byte[] header = EventHeader.CODEC.encode(event.header());
        var plain = new BinaryFieldWriter();
        plain.bytes("payload", event.payload());
        plain.bytes("metadata", event.metadata());
        SecretKey key = keys.keyFor(event.stream());
        var out = new BinaryFieldWriter();
        out.number("version", VERSION);
        out.bytes("header", header);
        out.bytes(
                "sealed",
                seal.seal(key, context(event.stream(), event.seq(), header), plain.toByteArray()));
        return out.toByteArray();
    }

    /**
     * Whether the stream has a key.
     *
     * @throws StreamErased when it was destroyed
     */
    public boolean canOpen(String stream) {
        return keys.find(stream) != null;
    }

    /**
     * @throws StreamErased when the key of the stream was destroyed
     * @throws SealBroken when the octets are not what was sealed for this place in this stream
     */
    public OpenedEvent open(StoredEvent stored) {
        String what = "event " + stored.seq() + " of " + stored.stream();
        SecretKey key = keys.find(stored.stream());
        if (key == null) {
            throw new SealBroken(what);
        }
        try {
            var in = new BinaryFieldReader(stored.sealed());
            requireVersion(in.number("version"), what);
            byte[] header = in.bytes("header");
            byte[] sealed = in.bytes("sealed");
            in.requireEnd();
            byte[] context = context(stored.stream(), stored.seq(), header);
            var plain = new BinaryFieldReader(Seal.open(key, context, sealed, what));
            return new OpenedEvent(
                    stored.stream(),
                    stored.seq(),
                    EventHeader.CODEC.decode(header),
                    plain.bytes("payload"),
                    plain.bytes("metadata"));
        } catch (MalformedRecord e) {
            var broken = new SealBroken(what);
            broken.addSuppressed(e);
            throw broken;
        }
    }

    /**
     * What is readable without the key; proved by the seal and the chain only.
     *
     * @throws SealBroken when the octets are no sealed event
     */
    public static EventHeader header(StoredEvent stored) {
        String what = "event " + stored.seq() + " of " + stored.stream();
        try {
            var in = new BinaryFieldReader(stored.sealed());
            requireVersion(in.number("version"), what);
            return EventHeader.CODEC.decode(in.bytes("header"));
        } catch (MalformedRecord e) {
            var broken = new SealBroken(what);
            broken.addSuppressed(e);
            throw broken;
        }
    }

    private static void requireVersion(long version, String what) {
        if (version != VERSION) {
            throw new SealBroken(what + " (layout " + version + ")");
        }
    }

    private static byte[] context(String stream, long seq, byte[] header) {
        var out = new BinaryFieldWriter();
        out.text("kind", "event");
        out.text("stream", stream);
        out.number("seq", seq);
        out.bytes("header", header);
        return out.toByteArray();
    }
}
