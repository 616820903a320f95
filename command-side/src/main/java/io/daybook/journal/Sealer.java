package io.daybook.journal;

import io.daybook.core.codec.BinaryFieldWriter;
import javax.crypto.SecretKey;

/**
 * Seals payload and metadata of events under the key of their stream; stream, sequence number, type
 * and revision are authenticated with them. Knows no store.
 */
public final class Sealer {
    private final KeyRing keys;
    private final Seal seal;
    private final EventOpener opener;

    public Sealer(KeyRing keys, Seal seal) {
        this.keys = keys;
        this.seal = seal;
        this.opener = new EventOpener(keys);
    }

    /** Makes sure that the stream has a key, so that sealing never waits for one to be stored. */
    public void prepare(String stream) {
        keys.keyFor(stream);
    }

    /** The key of a stream, for its first events; {@link #keep} it when they are durable. */
    public SecretKey keyForFirst(String stream) {
        return keys.keyForFirst(stream);
    }

    public void keep(String stream, SecretKey key) {
        keys.keep(stream, key);
    }

    public byte[] seal(OpenedEvent event) {
        return seal(event, keys.keyFor(event.stream()));
    }

    public byte[] seal(OpenedEvent event, SecretKey key) {
        byte[] header = EventHeader.CODEC.encode(event.header());
        var plain = new BinaryFieldWriter();
        plain.bytes("payload", event.payload());
        plain.bytes("metadata", event.metadata());
        var out = new BinaryFieldWriter();
        out.number("version", EventOpener.VERSION);
        out.bytes("header", header);
        out.bytes(
                "sealed",
                seal.seal(
                        key,
                        EventOpener.context(event.stream(), event.seq(), header),
                        plain.toByteArray()));
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
        return opener.open(stored);
    }
}
