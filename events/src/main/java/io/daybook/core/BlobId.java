package io.daybook.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Names octets by their content: {@code B} and the base64url of their SHA-256. Knowing it grants
 * nothing.
 */
public record BlobId(String value) {
    private static final int LENGTH = 44;

    /** The name of these very octets. */
    public static BlobId of(byte[] octets) {
        return ofSha256(sha256().digest(octets));
    }

    public static BlobId ofSha256(byte[] hash) {
        return new BlobId("B" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    /** The id that {@code wire} spells, or null when it is not a whole blob's id. */
    public static @Nullable BlobId parse(String wire) {
        if (wire.length() != LENGTH || wire.charAt(0) != 'B') {
            return null;
        }
        for (int i = 1; i < LENGTH; i++) {
            char c = wire.charAt(i);
            boolean base64url =
                    (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_';
            if (!base64url) {
                return null;
            }
        }
        return new BlobId(wire);
    }

    /** The SHA-256 of the octets: 32 octets. */
    public byte[] sha256Octets() {
        return Base64.getUrlDecoder().decode(value.substring(1));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
