package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.HeaderFields;
import io.daybook.mime.HeaderForm;
import io.daybook.mime.HeaderForms;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values of header fields in the forms of RFC 8621 section 4.1.2. */
final class HeaderJson {
    private HeaderJson() {}

    static JsonNode of(HeaderForm form, String raw) {
        return switch (form) {
            case RAW -> Json.text(HeaderForms.asRaw(raw));
            case TEXT -> Json.text(HeaderForms.asText(raw));
            case ADDRESSES -> addresses(HeaderForms.asAddresses(raw));
            case GROUPED_ADDRESSES -> groups(raw);
            case MESSAGE_IDS -> texts(HeaderForms.asMessageIds(raw));
            case DATE -> date(HeaderForms.asDate(raw));
            case URLS -> texts(HeaderForms.asUrls(raw));
        };
    }

    /** All fields, in Raw form (EmailHeader). */
    static ArrayNode all(HeaderFields headers, Budget budget) {
        ArrayNode array = Json.array();
        for (var field : headers.all()) {
            budget.charge(field.name().length() + field.value().length());
            array.add(Json.object().put("name", field.name()).put("value", field.value()));
        }
        return array;
    }

    private static ArrayNode addresses(List<EmailAddress> addresses) {
        ArrayNode array = Json.array();
        for (EmailAddress address : addresses) {
            ObjectNode object = Json.object();
            object.set("name", Json.text(address.name()));
            object.put("email", address.email());
            array.add(object);
        }
        return array;
    }

    private static ArrayNode groups(String raw) {
        ArrayNode array = Json.array();
        for (var group : HeaderForms.asGroupedAddresses(raw)) {
            ObjectNode object = Json.object();
            object.set("name", Json.text(group.name()));
            object.set("addresses", addresses(group.addresses()));
            array.add(object);
        }
        return array;
    }

    private static JsonNode texts(@Nullable List<String> texts) {
        return texts == null ? Json.text(null) : Json.texts(texts);
    }

    /** RFC 8620 section 1.4: a year has four digits. */
    private static JsonNode date(@Nullable OffsetDateTime date) {
        boolean valid = date != null && date.getYear() >= 0 && date.getYear() <= 9999;
        return Json.text(valid ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date) : null);
    }
}
