package io.daybook.core.jmap;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads I-JSON (RFC 7493) and nothing else: UTF-8 only, no name twice in an object, no lone
 * surrogates, no number beyond a double, nothing after the value. Bounded in depth and in digits.
 */
public final class StrictJson {
    /** How deep arrays and objects may nest. */
    public static final int DEPTH = 128;

    private static final int DIGITS = 1000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH)
                                    .maxNumberLength(DIGITS)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private StrictJson() {}

    /** The octets are no I-JSON; the message may be shown to the client. */
    public static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        NotJson(String why) {
            super(why, null, false, false);
        }
    }

    /** Whether the type is application/json, with or without parameters. */
    public static boolean isType(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    public static JsonNode read(byte[] octets) throws NotJson {
        if (!Utf8.isText(octets)) {
            throw new NotJson("The request is not UTF-8.");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), octets)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new NotJson("The request is empty.");
            }
            JsonNode value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new NotJson("Something follows the JSON value.");
            }
            return value;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new NotJson(
                    "No valid JSON" + (at == null ? "." : " at octet " + at.getByteOffset() + "."));
        }
    }

    // The parser bounds the depth, and so the recursion.
    private static JsonNode value(JsonParser parser, JsonToken token) throws NotJson {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(text(parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new NotJson("No valid JSON.");
        };
    }

    private static ObjectNode object(JsonParser parser) throws NotJson {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser.currentName());
            // RFC 7493 section 2.3: objects MUST NOT have members with duplicate names.
            if (object.replace(name, value(parser, parser.nextToken())) != null) {
                throw new NotJson("An object has the same name twice.");
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws NotJson {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    // RFC 7493 section 2.2: a number beyond the range of a double has no meaning.
    private static JsonNode fraction(JsonParser parser) throws NotJson {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new NotJson("A number is too large.");
        }
        return NODES.numberNode(value);
    }

    // RFC 7493 section 2.1: strings MUST NOT include code points that identify surrogates.
    private static String text(String text) throws NotJson {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                throw new NotJson("A string holds half a surrogate pair.");
            }
            i++;
        }
        return text;
    }
}
