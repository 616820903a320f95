package io.daybook.journal;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.MalformedRecord;
import javax.crypto.SecretKey;

/** Opens events that a {@link Sealer} sealed, of a journal or of an archive. Knows no store. */
public final class EventOpener {
    /** The layout of sealed events. */
    static final int VERSION = 1;

    private final StreamKeys keys;

    public EventOpener(StreamKeys keys) {
        this.keys = keys;
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

    /** What is authenticated with payload and metadata. */
    static byte[] context(String stream, long seq, byte[] header) {
        var out = new BinaryFieldWriter();
        out.text("kind", "event");
        out.text("stream", stream);
        out.number("seq", seq);
        out.bytes("header", header);
        return out.toByteArray();
    }
}
