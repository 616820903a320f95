package io.daybook.core.admin;

import io.daybook.core.http.Percent;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.jmap.StrictJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a call of a request, if it is what the route declares. */
final class CallReader {
    private final AdminRoute route;
    private final Template template;

    CallReader(AdminRoute route) {
        this.route = route;
        this.template = Template.of(route.path());
    }

    /**
     * @throws ProblemException 400, 413 or 415, which names the place and what to do
     */
    AdminCall read(Request request) {
        Map<String, String> path = template.values(request.path());
        Map<String, String> query = query(request.query());
        var values = new HashMap<String, Object>();
        for (Parameter parameter : route.parameters()) {
            String text =
                    switch (parameter.place()) {
                        case PATH -> path.get(parameter.name());
                        case QUERY -> query.remove(parameter.name());
                    };
            if (text == null && parameter.required()) {
                throw wrong(parameter.name(), "The parameter " + parameter.name() + " is missing.");
            }
            if (text != null) {
                values.put(parameter.name(), value(parameter, text));
            }
        }
        if (!query.isEmpty()) {
            String stranger = query.keySet().iterator().next();
            throw wrong(
                    stranger,
                    "The parameter "
                            + stranger
                            + " is not known here; leave it out, or see /admin/openapi.json.");
        }
        return new AdminCall(request, values, body(request));
    }

    /** What the path names, as far as it is as declared: of a request that may be refused. */
    Map<String, String> named(Request request) {
        Map<String, String> path = template.values(request.path());
        var named = new LinkedHashMap<String, String>();
        for (Parameter parameter : route.parameters()) {
            String text = path.get(parameter.name());
            if (parameter.place() == Parameter.Place.PATH
                    && text != null
                    && Values.fits(parameter.type(), text)) {
                named.put(parameter.name(), text);
            }
        }
        return named;
    }

    private static Object value(Parameter parameter, String text) {
        try {
            return Values.parse(parameter.type(), text);
        } catch (Values.Unfit e) {
            throw wrong(
                    parameter.name(),
                    "The parameter " + parameter.name() + " " + e.why() + "; give another.");
        }
    }

    private static Map<String, String> query(String query) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = Percent.decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (name == null || value == null) {
                throw wrong(pair, "The query has a broken percent-encoding; encode it as UTF-8.");
            }
            if (values.put(name, value) != null) {
                throw wrong(name, "The parameter " + name + " is given twice; give it once.");
            }
        }
        return values;
    }

    private ObjectNode body(Request request) {
        return switch (route.body()) {
            case Body.None(), Body.Octets(_, _) -> JsonNodeFactory.instance.objectNode();
            case Body.Json(var type) -> json(type, request);
        };
    }

    private static ObjectNode json(Type.Thing type, Request request) {
        if (!StrictJson.isType(request.header("Content-Type"))) {
            throw new ProblemException(
                    Problem.unsupportedMediaType("The body must be application/json."));
        }
        byte[] octets = request.body().readAll(Body.Json.MOST_OCTETS);
        if (octets == null) {
            throw new ProblemException(
                    Problem.of(
                            413,
                            "Content Too Large",
                            "The body may have " + Body.Json.MOST_OCTETS + " octets; send less."));
        }
        try {
            JsonNode json = StrictJson.read(octets);
            Values.check(type, json, "The body");
            return (ObjectNode) json;
        } catch (StrictJson.NotJson e) {
            throw wrong("body", String.valueOf(e.getMessage()));
        } catch (Values.Unfit e) {
            throw wrong("body", e.why() + "; see /admin/openapi.json.");
        }
    }

    private static ProblemException wrong(String where, String detail) {
        return new ProblemException(
                new Problem(
                        400,
                        "about:blank",
                        "Bad Request",
                        detail,
                        Map.of("parameter", where),
                        Map.of()));
    }
}
