package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.EmailAddressGroup;
import io.daybook.mime.HeaderForm;
import io.daybook.mime.HeaderValue;
import io.daybook.mime.NewHeader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads header fields of an email to be created (RFC 8621 section 4.6).
 *
 * @param fault names what is at fault when a value is invalid; null for the property itself
 */
record HeaderInput(PropertyReader reader, @Nullable String fault) {
    private static final Set<String> ADDRESS = Set.of("name", "email");
    private static final Set<String> GROUP = Set.of("name", "addresses");

    /** Signals a value of the wrong type; never leaves this class. */
    private static final class WrongType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongType() {
            super(null, null, false, false);
        }
    }

    /** The fields that one property asks for: none when it is null or an empty list. */
    List<NewHeader> read(HeaderProperty property, JsonNode value) {
        if (value.isNull()) {
            return List.of();
        }
        try {
            var headers = new ArrayList<NewHeader>();
            for (JsonNode item : property.all() ? items(value) : List.of(value)) {
                HeaderValue one = value(property.form(), item);
                if (!isEmpty(one)) {
                    headers.add(new NewHeader(property.key(), property.field(), one));
                }
            }
            return headers;
        } catch (WrongType e) {
            reader.invalid(fault == null ? property.key() : fault);
            return List.of();
        }
    }

    private static HeaderValue value(HeaderForm form, JsonNode value) {
        return switch (form) {
            case RAW -> new HeaderValue.Raw(text(value));
            case TEXT -> new HeaderValue.Text(text(value));
            case ADDRESSES -> new HeaderValue.Addresses(addresses(value));
            case GROUPED_ADDRESSES ->
                    new HeaderValue.GroupedAddresses(
                            items(value).stream().map(HeaderInput::group).toList());
            case MESSAGE_IDS -> new HeaderValue.MessageIds(texts(value));
            case DATE -> new HeaderValue.Date(date(value));
            case URLS -> new HeaderValue.Urls(texts(value));
        };
    }

    private static boolean isEmpty(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Addresses(var list) -> list.isEmpty();
            case HeaderValue.GroupedAddresses(var list) -> list.isEmpty();
            case HeaderValue.MessageIds(var list) -> list.isEmpty();
            case HeaderValue.Urls(var list) -> list.isEmpty();
            case HeaderValue.Raw _, HeaderValue.Text _, HeaderValue.Date _ -> false;
        };
    }

    private static EmailAddressGroup group(JsonNode value) {
        members(value, GROUP);
        JsonNode addresses = value.get("addresses");
        if (addresses == null) {
            throw new WrongType();
        }
        return new EmailAddressGroup(textOrNull(value.get("name")), addresses(addresses));
    }

    private static List<EmailAddress> addresses(JsonNode value) {
        return items(value).stream().map(HeaderInput::address).toList();
    }

    private static EmailAddress address(JsonNode value) {
        members(value, ADDRESS);
        JsonNode email = value.get("email");
        if (email == null) {
            throw new WrongType();
        }
        return new EmailAddress(textOrNull(value.get("name")), text(email));
    }

    private static void members(JsonNode value, Set<String> allowed) {
        if (!value.isObject() || !allowed.containsAll(value.propertyNames())) {
            throw new WrongType();
        }
    }

    private static OffsetDateTime date(JsonNode value) {
        try {
            return OffsetDateTime.parse(text(value));
        } catch (DateTimeException e) {
            throw new WrongType();
        }
    }

    private static List<String> texts(JsonNode value) {
        return items(value).stream().map(HeaderInput::text).toList();
    }

    private static List<JsonNode> items(JsonNode value) {
        if (!value.isArray()) {
            throw new WrongType();
        }
        var items = new ArrayList<JsonNode>(value.size());
        value.forEach(items::add);
        return items;
    }

    private static @Nullable String textOrNull(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : text(value);
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new WrongType();
        }
        return value.stringValue();
    }
}
