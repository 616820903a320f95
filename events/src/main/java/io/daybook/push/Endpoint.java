package io.daybook.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription is pushed to, and under which keys: a secret of the client's, which no log
 * and no answer shows.
 *
 * @param keys null when the client gave none
 */
public record Endpoint(URI url, @Nullable Keys keys) {
    private static final int LONGEST = 2048;
    private static final int AUTH_OCTETS = 16;

    /** The client's keys (RFC 8291 section 2), decoded. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Keys(ECPublicKey p256dh, byte[] auth) {
        @Override
        public String toString() {
            return "keys";
        }
    }

    /** Null when the text is no absolute https URL with a host that a request can be sent to. */
    public static @Nullable URI url(String text) {
        try {
            var url = new URI(text);
            boolean fits =
                    "https".equalsIgnoreCase(url.getScheme())
                            && url.getHost() != null
                            && url.getRawUserInfo() == null
                            && url.getPort() <= 65535
                            && url.getPort() != 0
                            && text.length() <= LONGEST
                            && text.chars().allMatch(c -> c > ' ' && c < 127);
            return fits ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * Null when the texts are no keys in URL-safe base64 (RFC 4648 section 5).
     *
     * @param p256dh an uncompressed point of P-256
     * @param auth 16 octets
     */
    public static @Nullable Keys keys(String p256dh, String auth) {
        try {
            ECPublicKey key = P256.key(Base64.getUrlDecoder().decode(p256dh));
            byte[] secret = Base64.getUrlDecoder().decode(auth);
            return key == null || secret.length != AUTH_OCTETS ? null : new Keys(key, secret);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** As one text, for safekeeping. */
    public String text() {
        if (keys == null) {
            return url.toString();
        }
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return url
                + " "
                + base64.encodeToString(P256.octets(keys.p256dh()))
                + " "
                + base64.encodeToString(keys.auth());
    }

    /** Reads {@link #text()}. */
    public static Endpoint parse(String text) {
        String[] parts = text.split(" ");
        return new Endpoint(
                URI.create(parts[0]), parts.length < 3 ? null : keys(parts[1], parts[2]));
    }

    @Override
    public String toString() {
        return "a push service";
    }
}
