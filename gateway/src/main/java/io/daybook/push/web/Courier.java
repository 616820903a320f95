package io.daybook.push.web;

import io.daybook.push.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Takes one message to a push service (RFC 8030 section 5). Blocks. */
public final class Courier {
    private static final int STATE_TTL = 24 * 60 * 60;
    private static final int VERIFICATION_TTL = 60 * 60;

    private final HttpsPost https;
    private final Vapid vapid;
    private final Clock clock;
    private final SecureRandom random;

    public Courier(HttpsPost https, Vapid vapid, Clock clock, SecureRandom random) {
        this.https = https;
        this.vapid = vapid;
        this.clock = clock;
        this.random = random;
    }

    Outcome verification(Endpoint to, String json) {
        return post(to, json, VERIFICATION_TTL, "high", null);
    }

    /** A later StateChange takes the place of one that the push service still keeps. */
    Outcome stateChange(Endpoint to, String json) {
        return post(to, json, STATE_TTL, "normal", "jmap-state-change");
    }

    private Outcome post(
            Endpoint to, String json, int ttl, String urgency, @Nullable String topic) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        // RFC 8620 section 7.2: the content type, and a TTL as RFC 8030 section 5.2 wants it.
        headers.put("Content-Type", "application/json");
        headers.put("TTL", Integer.toString(ttl));
        headers.put("Urgency", urgency);
        if (topic != null) {
            headers.put("Topic", topic);
        }
        headers.put("Authorization", vapid.authorization(to.url(), clock.instant()));
        Endpoint.Keys keys = to.keys();
        if (keys != null) {
            headers.put("Content-Encoding", "aes128gcm");
            body = MessageEncryption.encrypt(body, keys.p256dh(), keys.auth(), random);
        }
        return https.post(to.url(), headers, body);
    }
}
