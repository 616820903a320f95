package io.daybook.archive.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What only who has the key of the archive can put under its manifest: HMAC-SHA-256. */
final class Mac {
    private static final String ALGORITHM = "HmacSHA256";

    private Mac() {}

    static String of(SecretKey key, byte[] manifest) {
        byte[] own = hmac(key.getEncoded(), "manifest".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hmac(own, manifest));
    }

    private static byte[] hmac(byte[] key, byte[] octets) {
        try {
            var mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
