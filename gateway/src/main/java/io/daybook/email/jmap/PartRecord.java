package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.mime.Part;
import io.daybook.mime.PartBlob;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A body part of an email (EmailBodyPart, RFC 8621 section 4.1.4). */
record PartRecord(Part part, EmailRecord email) {
    JsonNode blobId() {
        return part.isMultipart()
                ? Json.text(null)
                : Json.text(PartBlob.of(email.blobId(), part).orElse(null));
    }

    JsonNode subParts() {
        return part.isMultipart() ? list(part.subParts(), email) : Json.text(null);
    }

    JsonNode toJson() {
        return email.options().properties().apply(this);
    }

    static ArrayNode list(List<Part> parts, EmailRecord email) {
        ArrayNode array = Json.array();
        parts.forEach(part -> array.add(new PartRecord(part, email).toJson()));
        return array;
    }
}
