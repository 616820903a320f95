package io.daybook.mime;

import io.daybook.core.codec.MalformedRecord;

/** The stored form of a {@link Digest}. Header fields are decoded when first asked for. */
public final class DigestCodec {
    private static final int LAYOUT = 1;

    private DigestCodec() {}

    public static byte[] encode(Digest digest) {
        var out = new OctetWriter(2048);
        out.put(LAYOUT);
        out.number(digest.parserVersion());
        out.number(digest.size());
        out.put(digest.hasAttachment() ? 1 : 0);
        out.text(digest.preview());
        var block = new OctetWriter(1024);
        HeaderBlock.write(digest.headers().all(), block);
        out.octets(block.buffer(), block.size());
        new PartEncoder(out).write(digest.root(), true);
        return out.toByteArray();
    }

    /**
     * @throws MalformedRecord when the octets are no digest; damage inside the header fields shows
     *     when they are used
     */
    public static Digest decode(byte[] octets) {
        var in = new OctetReader(octets, 0, octets.length);
        if (in.octet() != LAYOUT) {
            throw new MalformedRecord("the digest has an unknown layout");
        }
        int version = in.size();
        long size = in.number();
        boolean hasAttachment = in.octet() == 1;
        String preview = in.text();
        int block = in.skipOctets();
        var headers = new HeaderFields(new HeaderBlock(octets, block, in.position()));
        Part root = new PartDecoder(octets, in, headers).read(0);
        if (!in.atEnd()) {
            throw new MalformedRecord("octets are left over after the digest");
        }
        return new Digest(version, headers, root, preview, hasAttachment, size);
    }

    /** The version of the parser that made this stored digest, without decoding it. */
    public static int parserVersion(byte[] octets) {
        var in = new OctetReader(octets, 0, octets.length);
        in.octet();
        return in.size();
    }
}
