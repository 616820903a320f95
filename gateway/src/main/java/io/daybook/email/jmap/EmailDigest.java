package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.mime.Digest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import tools.jackson.databind.JsonNode;

/**
 * A digest, and what lists of mail show of it as JSON, made once. Several threads may make the same
 * value at the same time; either is as good.
 */
final class EmailDigest {
    private final Digest digest;
    private final AtomicReferenceArray<JsonNode> everyday =
            new AtomicReferenceArray<>(EverydayHeader.values().length);

    EmailDigest(Digest digest) {
        this.digest = digest;
    }

    Digest digest() {
        return digest;
    }

    JsonNode header(EverydayHeader header) {
        JsonNode known = everyday.get(header.ordinal());
        if (known != null) {
            return known;
        }
        String raw = digest.headers().last(header.field());
        JsonNode value = raw == null ? Json.text(null) : HeaderJson.of(header.form(), raw);
        everyday.set(header.ordinal(), value);
        return value;
    }
}
