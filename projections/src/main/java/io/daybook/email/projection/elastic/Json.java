package io.daybook.email.projection.elastic;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts JSON together. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(Iterable<? extends JsonNode> elements) {
        var array = array();
        elements.forEach(array::add);
        return array;
    }

    /** An object with one member. */
    static ObjectNode of(String name, JsonNode value) {
        var object = object();
        object.set(name, value);
        return object;
    }

    static ObjectNode of(String name, String value) {
        return object().put(name, value);
    }

    static JsonNode parse(String json) {
        return Elastic.JSON.readTree(json);
    }
}
