package io.daybook.audit.projection;

import io.daybook.core.codec.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one stream to tell what something was before: a few facts of each mailbox,
 * identity, grant and setting; nothing of emails, of which there are many.
 */
final class AuditMemory {
    private static final RecordCodec<Map<String, String>> CODEC =
            RecordCodec.of(
                    (facts, out) -> {
                        out.texts("names", List.copyOf(facts.keySet()));
                        out.texts("values", List.copyOf(facts.values()));
                    },
                    in -> {
                        var facts = new TreeMap<String, String>();
                        var names = in.texts("names");
                        var values = in.texts("values");
                        for (int i = 0; i < names.size(); i++) {
                            facts.put(names.get(i), values.get(i));
                        }
                        return facts;
                    });

    private final TreeMap<String, String> facts;

    private AuditMemory(Map<String, String> facts) {
        this.facts = new TreeMap<>(facts);
    }

    static AuditMemory read(byte[] octets) {
        return new AuditMemory(octets.length == 0 ? Map.of() : CODEC.decode(octets));
    }

    byte[] octets() {
        return facts.isEmpty() ? new byte[0] : CODEC.encode(facts);
    }

    @Nullable String find(String about, String name) {
        return facts.get(key(about, name));
    }

    /** Remembers a value, null for none, and tells the one before. */
    @Nullable String put(String about, String name, @Nullable String value) {
        String key = key(about, name);
        return value == null ? facts.remove(key) : facts.put(key, value);
    }

    /** Forgets everything about something, and tells it by name. */
    Map<String, String> forget(String about) {
        var range = facts.subMap(about + " ", about + "!");
        var forgotten = new TreeMap<String, String>();
        range.forEach((key, value) -> forgotten.put(key.substring(about.length() + 1), value));
        range.clear();
        return forgotten;
    }

    private static String key(String about, String name) {
        return about + " " + name;
    }
}
