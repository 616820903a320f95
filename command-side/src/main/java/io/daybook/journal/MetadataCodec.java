package io.daybook.journal;

import io.daybook.core.codec.RecordCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metadata as pairs of texts, ascending by name. */
final class MetadataCodec {
    private static final RecordCodec<Map<String, ?>> CODEC =
            RecordCodec.of(
                    (metadata, out) ->
                            out.list(
                                    "metadata",
                                    List.copyOf(new TreeMap<>(metadata).entrySet()),
                                    (entry, each) -> {
                                        each.text("name", entry.getKey());
                                        each.text("value", text(entry.getKey(), entry.getValue()));
                                    }),
                    in -> {
                        var metadata = new HashMap<String, Object>();
                        in.list(
                                "metadata",
                                each ->
                                        metadata.put(
                                                each.requiredText("name"),
                                                each.requiredText("value")));
                        return metadata;
                    });

    private MetadataCodec() {}

    static byte[] encode(Map<String, ?> metadata) {
        return CODEC.encode(metadata);
    }

    static Map<String, ?> decode(byte[] bytes) {
        return CODEC.decode(bytes);
    }

    private static String text(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("metadata of an event is text, but not " + name);
    }
}
