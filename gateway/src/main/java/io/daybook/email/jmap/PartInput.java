package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.mime.NewHeader;
import io.daybook.mime.NewPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads body parts of an email to be created (RFC 8621 section 4.6).
 *
 * @param property the property of the email that the parts are in: it is named when one is invalid
 */
record PartInput(PropertyReader reader, String property) {
    private static final Set<String> PROPERTIES =
            Set.of(
                    "partId",
                    "blobId",
                    "size",
                    "name",
                    "type",
                    "charset",
                    "disposition",
                    "cid",
                    "language",
                    "location",
                    "subParts");

    /** The parts of an array; null and absent are none. */
    List<NewPart> list(@Nullable JsonNode value, @Nullable String defaultType) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            reader.invalid(property);
            return List.of();
        }
        var parts = new ArrayList<NewPart>(value.size());
        value.forEach(part -> parts.add(part(part, defaultType)));
        return parts;
    }

    /**
     * @param defaultType of a part that tells none
     */
    NewPart part(JsonNode value, @Nullable String defaultType) {
        if (!(value instanceof ObjectNode object)) {
            reader.invalid(property);
            return NewPart.text("", "text/plain");
        }
        String partId = text(object, "partId");
        JsonNode size = object.get("size");
        // RFC 8621 section 4.6: the size property MUST be omitted if a partId is given.
        boolean sized = size != null && !size.isNull();
        if (sized && (partId != null || !size.isIntegralNumber())) {
            reader.invalid(property);
        }
        String type = text(object, "type");
        return new NewPart(
                partId,
                text(object, "blobId"),
                type == null ? defaultType : type,
                text(object, "charset"),
                text(object, "disposition"),
                text(object, "name"),
                text(object, "cid"),
                language(object.get("language")),
                text(object, "location"),
                headers(object),
                list(object.get("subParts"), null));
    }

    private List<NewHeader> headers(ObjectNode part) {
        var headers = new ArrayList<NewHeader>();
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            String name = member.getKey();
            HeaderProperty header = HeaderProperty.parse(name);
            if (header != null) {
                headers.addAll(new HeaderInput(reader, property).read(header, member.getValue()));
            } else if (!PROPERTIES.contains(name)) {
                // RFC 8621 section 4.6: headers MUST NOT be given on an EmailBodyPart either.
                reader.invalid(property);
            }
        }
        return headers;
    }

    private @Nullable List<String> language(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        var tags = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(tag -> tags.add(reader.text(property, tag)));
        } else {
            reader.invalid(property);
        }
        return tags.isEmpty() ? null : tags;
    }

    private @Nullable String text(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : reader.text(property, value);
    }
}
