package io.daybook.core.admin;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Types as JSON Schema (2020-12, the dialect of OpenAPI 3.1). */
final class Schemas {
    private Schemas() {}

    static ObjectNode of(Type type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (type) {
            case Type.Text(int least, int most, var pattern) -> {
                schema.put("type", "string").put("minLength", least).put("maxLength", most);
                if (pattern != null) {
                    schema.put("pattern", "^(?:" + pattern + ")$");
                }
            }
            case Type.Choice(var words) ->
                    words.forEach(schema.put("type", "string").putArray("enum")::add);
            case Type.Whole(long least, long most) ->
                    schema.put("type", "integer")
                            .put("format", "int64")
                            .put("minimum", least)
                            .put("maximum", most);
            case Type.Flag() -> schema.put("type", "boolean");
            case Type.Moment() -> schema.put("type", "string").put("format", "date-time");
            case Type.Many(var of, int most) ->
                    schema.put("type", "array").put("maxItems", most).set("items", of(of));
            case Type.Thing thing -> thing(thing, schema);
            case Type.Mapping(var of) ->
                    schema.put("type", "object").set("additionalProperties", of(of));
            case Type.Any() -> {}
        }
        return schema;
    }

    private static void thing(Type.Thing thing, ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        var required = JsonNodeFactory.instance.arrayNode();
        for (Type.Field field : thing.fields()) {
            ObjectNode property = of(field.type());
            properties.set(field.name(), property.put("description", field.description()));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
    }
}
