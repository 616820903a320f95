package io.daybook.email.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.email.EmailPlace;
import io.daybook.email.EmailPlace.Value;
import io.daybook.email.EmailSort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire form of a place in a list of emails: an array of JSON in base64url. */
final class PageToken {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PageToken() {}

    static String write(EmailPlace place) {
        var array = Json.array().add(place.email().toString());
        for (Value value : place.values()) {
            if (value.text() == null) {
                array.add(value.number());
            } else {
                array.add(value.text());
            }
        }
        byte[] json = array.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * @throws io.daybook.core.jmap.MethodException invalidArguments when it is no token of a list
     *     that is sorted so
     */
    static EmailPlace read(String wire, List<EmailSort> sorts) {
        JsonNode array = parse(wire);
        if (array == null || !array.isArray() || array.size() != sorts.size() + 1) {
            throw Paging.noPageToken();
        }
        EmailId email = array.get(0).isString() ? EmailId.parse(array.get(0).stringValue()) : null;
        if (email == null) {
            throw Paging.noPageToken();
        }
        var values = new ArrayList<Value>();
        for (int i = 0; i < sorts.size(); i++) {
            values.add(value(array.get(i + 1), sorts.get(i)));
        }
        return new EmailPlace(email, values);
    }

    private static Value value(JsonNode node, EmailSort sort) {
        boolean isText =
                switch (sort.property()) {
                    case FROM, TO, SUBJECT -> true;
                    case RECEIVED_AT,
                            SIZE,
                            SENT_AT,
                            HAS_KEYWORD,
                            ALL_IN_THREAD_HAVE_KEYWORD,
                            SOME_IN_THREAD_HAVE_KEYWORD ->
                            false;
                };
        if (isText && node.isString()) {
            return new Value(0, node.stringValue());
        }
        if (!isText && node.isIntegralNumber() && node.canConvertToLong()) {
            return new Value(node.longValue(), null);
        }
        throw Paging.noPageToken();
    }

    private static @Nullable JsonNode parse(String wire) {
        try {
            return MAPPER.readTree(Base64.getUrlDecoder().decode(wire));
        } catch (IllegalArgumentException | JacksonException e) {
            // Not what write() makes.
            return null;
        }
    }
}
