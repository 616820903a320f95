package io.daybook.blob.jmap;

import io.daybook.core.jmap.standard.Arguments;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Blob/get wants of each blob (RFC 9404 section 4.2).
 *
 * @param length null for all that remains
 */
record BlobSelection(Set<String> properties, long offset, @Nullable Long length) {
    static final String DATA = "data";
    static final String TEXT = "data:asText";
    static final String BASE64 = "data:asBase64";
    static final String SIZE = "size";
    static final String ENCODING_PROBLEM = "isEncodingProblem";
    static final String TRUNCATED = "isTruncated";

    private static final String DIGEST = "digest:";

    /** By their names in JMAP, those that clients should prefer first. */
    static final SequencedMap<String, String> ALGORITHMS = algorithms();

    private static final Set<String> OTHERS =
            Set.of("id", DATA, TEXT, BASE64, SIZE, ENCODING_PROBLEM, TRUNCATED);

    static BlobSelection read(Arguments arguments) {
        List<String> names = arguments.textsOrNull("properties");
        // RFC 9404 section 4.2: data and size unless others are asked for.
        var properties = new LinkedHashSet<>(names == null ? List.of(DATA, SIZE) : names);
        for (String name : properties) {
            if (!OTHERS.contains(name) && algorithm(name) == null) {
                throw Arguments.invalid("unknown property: " + Arguments.shortened(name));
            }
        }
        Long offset = arguments.unsignedOrNull("offset");
        return new BlobSelection(
                properties, offset == null ? 0 : offset, arguments.unsignedOrNull("length"));
    }

    boolean has(String property) {
        return properties.contains(property);
    }

    /** Whether octets are to be returned. */
    boolean wantsData() {
        return has(DATA) || has(TEXT) || has(BASE64);
    }

    /** Digests by the names of their properties. */
    Map<String, MessageDigest> digests() {
        var digests = new LinkedHashMap<String, MessageDigest>();
        for (String property : properties) {
            String algorithm = algorithm(property);
            if (algorithm != null) {
                digests.put(property, digest(algorithm));
            }
        }
        return digests;
    }

    private static @Nullable String algorithm(String property) {
        return property.startsWith(DIGEST)
                ? ALGORITHMS.get(property.substring(DIGEST.length()))
                : null;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static SequencedMap<String, String> algorithms() {
        var algorithms = new LinkedHashMap<String, String>();
        algorithms.put("sha-256", "SHA-256");
        algorithms.put("sha", "SHA-1");
        return algorithms;
    }
}
