package io.daybook.admin.access;

import io.daybook.core.BlobId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The secret that opens the admin API: {@code dba1.<id>.<256 random bits in base64url>}. */
public record AdminToken(String id, String text) {
    private static final String PREFIX = "dba1";
    private static final String BEARER = "Bearer ";
    private static final int SECRET_OCTETS = 32;
    private static final int LONGEST = 100;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static AdminToken fresh(RandomGenerator random) {
        String id = "k" + Long.toString(random.nextLong() >>> 24, 36);
        byte[] secret = new byte[SECRET_OCTETS];
        random.nextBytes(secret);
        return new AdminToken(id, PREFIX + "." + id + "." + ENCODER.encodeToString(secret));
    }

    /** What an Authorization header brings; null when it is no such token. */
    static @Nullable AdminToken ofHeader(String header) {
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String text = bearer ? header.substring(BEARER.length()).strip() : "";
        String[] parts = text.split("\\.", -1);
        boolean formed = parts.length == 3 && parts[0].equals(PREFIX) && text.length() <= LONGEST;
        return formed ? new AdminToken(parts[1], text) : null;
    }

    /** What is stored of it. */
    String hash() {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(BlobId.sha256().digest(octets));
    }

    /** Takes the same time wherever the two differ. */
    boolean hasHash(String stored) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.UTF_8), hash().getBytes(StandardCharsets.UTF_8));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "admin token " + id;
    }
}
