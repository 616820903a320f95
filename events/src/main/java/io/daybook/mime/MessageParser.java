package io.daybook.mime;

/**
 * Reads the structure of a message. Accepts any octets and never throws; time and memory are linear
 * in the size of the message within the bounds below.
 */
public final class MessageParser {
    /** Changes whenever a digest of some message would come out differently. */
    public static final int VERSION = 1;

    /** Multiparts within multiparts; a deeper one is a leaf of type text/plain. */
    public static final int MAX_DEPTH = 32;

    /**
     * Parts of a message, multiparts included; what follows in the multipart that reaches it is in
     * no part.
     */
    public static final int MAX_PARTS = 1000;

    /** Header fields kept of one part; those after it are left out. */
    public static final int MAX_FIELDS = 1000;

    /**
     * Octets of header fields kept of a whole message; the field that exceeds it is cut, those
     * after it left out.
     */
    public static final int MAX_HEADER_OCTETS = 256 * 1024;

    /**
     * More octets for Content-* fields alone, so that a crowded header does not hide the structure.
     */
    public static final int RESERVED_CONTENT_OCTETS = 64 * 1024;

    /** Octets of a field name; a longer one is no header field. */
    public static final int MAX_FIELD_NAME = 256;

    /** Chars of a multipart boundary; a part with a longer one is a leaf. RFC 2046 allows 70. */
    public static final int MAX_BOUNDARY = 8 * 1024;

    private MessageParser() {}

    public static Digest parse(byte[] message) {
        Part root = new EntityScanner(message).root();
        var bodies = BodyParts.of(root);
        return new Digest(
                VERSION,
                root.headers(),
                root,
                Preview.of(message, bodies),
                bodies.hasAttachment(root),
                message.length);
    }
}
