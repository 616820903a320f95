package io.daybook.core.admin;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of routes. */
final class OpenApi {
    private static final String TOKEN = "adminToken";
    private static final String PROBLEM = "application/problem+json";

    private OpenApi() {}

    static ObjectNode of(List<AdminRoute> routes, String server) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Daybook admin API")
                .put("version", "1")
                .put("description", "Lists are paged by cursor; errors are RFC 7807 problems.");
        document.putArray("servers").addObject().put("url", server);
        document.putArray("security").addObject().putArray(TOKEN);
        ObjectNode paths = document.putObject("paths");
        for (AdminRoute route : routes) {
            String method = route.method().toLowerCase(Locale.ROOT);
            paths.withObjectProperty(route.path()).set(method, operation(route));
        }
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject(TOKEN)
                .put("type", "http")
                .put("scheme", "bearer");
        components.putObject("schemas").set("Problem", problem());
        return document;
    }

    private static ObjectNode operation(AdminRoute route) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", route.operation()).put("summary", route.summary());
        ArrayNode parameters = operation.putArray("parameters");
        for (Parameter parameter : route.parameters()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", parameter.place().name().toLowerCase(Locale.ROOT))
                    .put("description", parameter.description())
                    .put("required", parameter.required())
                    .set("schema", Schemas.of(parameter.type()));
        }
        switch (route.body()) {
            case Body.None() -> {}
            case Body.Json(var type) ->
                    body(operation).putObject("application/json").set("schema", Schemas.of(type));
            case Body.Octets(var mediaType, var description) ->
                    body(operation)
                            .putObject(mediaType)
                            .putObject("schema")
                            .put("description", description);
        }
        ObjectNode responses = operation.putObject("responses");
        route.replies().forEach(reply -> response(reply, responses));
        responses
                .putObject("default")
                .put("description", "a problem: what is wrong, where, and what to do")
                .putObject("content")
                .putObject(PROBLEM)
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        return operation;
    }

    private static ObjectNode body(ObjectNode operation) {
        return operation.putObject("requestBody").put("required", true).putObject("content");
    }

    private static void response(Reply reply, ObjectNode responses) {
        ObjectNode response =
                responses
                        .putObject(Integer.toString(reply.status()))
                        .put("description", reply.description());
        if (!reply.mediaType().isEmpty()) {
            ObjectNode content = response.putObject("content").putObject(reply.mediaType());
            if (reply.mediaType().equals(PROBLEM)) {
                content.putObject("schema").put("$ref", "#/components/schemas/Problem");
            } else {
                content.set("schema", Schemas.of(reply.type()));
            }
        }
    }

    private static ObjectNode problem() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (String name : List.of("type", "title", "detail", "parameter", "reference")) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        return schema;
    }
}
