package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.mime.HeaderFields;
import io.daybook.mime.HeaderForm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A property of the form {@code header:Name:asForm:all} (RFC 8621 section 4.1.3).
 *
 * @param key the very text of the client
 * @param all whether the value is a list of all instances, else it is the last one
 */
record HeaderProperty(String key, String field, HeaderForm form, boolean all) {
    private static final String PREFIX = "header:";

    static boolean isOne(String key) {
        return key.startsWith(PREFIX);
    }

    /** The property, or null when the text is none or the field does not have the form. */
    static @Nullable HeaderProperty parse(String key) {
        if (!isOne(key)) {
            return null;
        }
        List<String> parts = List.of(key.substring(PREFIX.length()).split(":", -1));
        String field = parts.getFirst();
        int next = 1;
        @Nullable HeaderForm form = HeaderForm.RAW;
        if (next < parts.size() && parts.get(next).startsWith("as")) {
            form = HeaderForm.ofSuffix(parts.get(next)).orElse(null);
            next++;
        }
        boolean all = next < parts.size() && parts.get(next).equals("all");
        int end = all ? next + 1 : next;
        if (form == null || end != parts.size() || !isFieldName(field)) {
            return null;
        }
        return form.allowedFor(field) ? new HeaderProperty(key, field, form, all) : null;
    }

    /** RFC 8621 section 4.1.3: printable ASCII except for the colon. */
    private static boolean isFieldName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= 33 && c <= 126 && c != ':');
    }

    JsonNode read(HeaderFields headers, Budget budget) {
        if (!all) {
            String raw = headers.last(field);
            return raw == null ? Json.text(null) : read(raw, budget);
        }
        ArrayNode values = Json.array();
        headers.all(field).forEach(raw -> values.add(read(raw, budget)));
        return values;
    }

    private JsonNode read(String raw, Budget budget) {
        budget.charge(raw.length());
        return HeaderJson.of(form, raw);
    }
}
