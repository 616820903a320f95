package io.daybook.user.signin;

import io.daybook.core.BlobId;
import io.daybook.core.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An app password: {@code db1.<address>.<id>.<secret>}, address and secret in base64url. It names
 * its user, so it works as a Bearer token too.
 */
record AppToken(UserId user, String id, String secret) {
    static final int SECRET_OCTETS = 32;

    private static final String PREFIX = "db1";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static AppToken of(UserId user, String id, byte[] secret) {
        return new AppToken(user, id, ENCODER.encodeToString(secret));
    }

    static @Nullable AppToken parse(String text) {
        if (!text.startsWith(PREFIX + ".") || text.length() > 600) {
            return null;
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4 || !parts[2].matches("[A-Za-z0-9_-]{1,64}")) {
            return null;
        }
        try {
            byte[] address = Base64.getUrlDecoder().decode(parts[1]);
            var user = new UserId(new String(address, StandardCharsets.UTF_8));
            return new AppToken(user, parts[2], parts[3]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String text() {
        byte[] address = user.value().getBytes(StandardCharsets.UTF_8);
        return PREFIX + "." + ENCODER.encodeToString(address) + "." + id + "." + secret;
    }

    /** What is stored of the secret, which has 256 random bits and needs no slow hash. */
    String secretHash() {
        byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(BlobId.sha256().digest(octets));
    }

    boolean hasHash(String stored) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.UTF_8),
                secretHash().getBytes(StandardCharsets.UTF_8));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "app password " + id + " of " + user;
    }
}
