package io.daybook.blob.jmap;

import io.daybook.core.jmap.standard.PropertyReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where octets of a new blob come from (DataSourceObject, RFC 9404 section 4.1). */
sealed interface DataSource {
    /** Octets of the request itself. */
    record Inline(byte[] octets) implements DataSource {}

    /**
     * A range of another blob.
     *
     * @param blobId as the client wrote it
     * @param length null for all that remains
     */
    record Range(String blobId, long offset, @Nullable Long length) implements DataSource {}

    /** Null after telling the reader that {@code data} is invalid. */
    static @Nullable DataSource read(JsonNode json, PropertyReader reader) {
        return new Reading(reader).source(json);
    }

    /** Reads one source. */
    record Reading(PropertyReader reader) {
        private static final String DATA = "data";
        private static final String TEXT = "data:asText";
        private static final String BASE64 = "data:asBase64";
        private static final Set<String> MEMBERS =
                Set.of(TEXT, BASE64, "blobId", "offset", "length");
        private static final long MAX_INT = (1L << 53) - 1;

        private @Nullable DataSource source(JsonNode json) {
            if (!(json instanceof ObjectNode object)
                    || !MEMBERS.containsAll(object.propertyNames())) {
                return invalid();
            }
            String text = reader.textOrNull(DATA, object.get(TEXT));
            String base64 = reader.textOrNull(DATA, object.get(BASE64));
            String blobId = reader.textOrNull(DATA, object.get("blobId"));
            Long offset = unsigned(object.get("offset"));
            Long length = unsigned(object.get("length"));
            boolean ranged = offset != null || length != null;
            // RFC 9404 section 4.1: exactly one of them.
            if (text != null && base64 == null && blobId == null && !ranged) {
                // The request is UTF-8 without lone surrogates: so is every text in it.
                return new Inline(text.getBytes(StandardCharsets.UTF_8));
            }
            if (base64 != null && text == null && blobId == null && !ranged) {
                return decoded(base64);
            }
            return blobId != null && text == null && base64 == null
                    ? new Range(blobId, offset == null ? 0 : offset, length)
                    : invalid();
        }

        private @Nullable DataSource decoded(String base64) {
            try {
                return new Inline(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException _) {
                // RFC 9404 section 4.1: invalid characters in the base64 are refused.
                return invalid();
            }
        }

        private @Nullable Long unsigned(@Nullable JsonNode value) {
            if (value == null || value.isNull()) {
                return null;
            }
            boolean valid =
                    value.isIntegralNumber()
                            && value.canConvertToLong()
                            && value.longValue() >= 0
                            && value.longValue() <= MAX_INT;
            if (!valid) {
                reader.invalid(DATA);
                return null;
            }
            return value.longValue();
        }

        private @Nullable DataSource invalid() {
            reader.invalid(DATA);
            return null;
        }
    }
}
