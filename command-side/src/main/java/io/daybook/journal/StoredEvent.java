package io.daybook.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One event as its store keeps it.
 *
 * @param hash SHA-256 of the hash before it in the stream, the stream, the sequence number and the
 *     sealed octets
 * @param sealed what {@link Sealer} made
 */
public record StoredEvent(String stream, long seq, byte[] hash, byte[] sealed) {
    public static final int HASH_OCTETS = 32;

    /** Links sealed octets to the hash before them; {@link #start} before the first. */
    public static byte[] chain(byte[] previous, String stream, long seq, byte[] sealed) {
        MessageDigest digest = sha256();
        digest.update(previous);
        byte[] name = stream.getBytes(StandardCharsets.UTF_8);
        digest.update(octets(name.length));
        digest.update(name);
        digest.update(octets(seq));
        digest.update(sealed);
        return digest.digest();
    }

    /** What stands before the first event of every stream. */
    public static byte[] start() {
        return new byte[HASH_OCTETS];
    }

    private static byte[] octets(long value) {
        byte[] octets = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            octets[i] = (byte) (value >>> (56 - 8 * i));
        }
        return octets;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
