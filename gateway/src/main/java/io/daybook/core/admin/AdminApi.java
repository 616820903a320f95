package io.daybook.core.admin;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** All routes of the admin API, with the two that tell what there is. */
public final class AdminApi {
    private static final String ROOT = "/admin";

    private final List<AdminRoute> routes;
    private final AdminRecord record;

    /**
     * @throws IllegalArgumentException when two routes share a name, or method and path
     */
    public AdminApi(Collection<AdminRoute> brought, AdminRecord record) {
        var all = new ArrayList<>(brought);
        all.add(contents());
        all.add(document());
        all.sort(Comparator.comparing(AdminRoute::path).thenComparing(AdminRoute::method));
        this.routes = List.copyOf(all);
        this.record = record;
        var names = new HashMap<String, AdminRoute>();
        for (AdminRoute route : routes) {
            if (names.put(route.operation(), route) != null) {
                throw new IllegalArgumentException("two routes are " + route.operation());
            }
        }
    }

    public List<AdminRoute> all() {
        return routes;
    }

    /** As the server serves them: one for each path. */
    public List<Route> routes() {
        var byPath = new LinkedHashMap<String, Map<String, Endpoint>>();
        for (AdminRoute route : routes) {
            var methods = byPath.computeIfAbsent(route.path(), _ -> new HashMap<>());
            if (methods.put(route.method(), new Recording(route, record)) != null) {
                throw new IllegalArgumentException("two routes " + route.method() + route.path());
            }
        }
        var all = new ArrayList<Route>();
        byPath.forEach((path, methods) -> all.add(new Route(path, Route.Access.ADMIN, methods)));
        return all;
    }

    private AdminRoute contents() {
        var operation =
                Type.thing(
                        Type.Field.required("operation", Type.text(100), "its name"),
                        Type.Field.required("method", Type.text(10), "of HTTP"),
                        Type.Field.required("path", Type.text(200), "with {parameters}"),
                        Type.Field.required("summary", Type.text(500), "what it does"));
        return AdminRoute.get(ROOT, "listOperations", "What the admin API can do.")
                .answers(
                        Reply.json(
                                200,
                                "every operation",
                                Type.thing(
                                        Type.Field.required(
                                                "operations",
                                                new Type.Many(operation, 1000),
                                                "by path"))))
                .by(_ -> list());
    }

    private Answer list() {
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("operations");
        for (AdminRoute route : routes) {
            list.addObject()
                    .put("operation", route.operation())
                    .put("method", route.method())
                    .put("path", route.path())
                    .put("summary", route.summary());
        }
        return Answer.json(200, json);
    }

    private AdminRoute document() {
        return AdminRoute.get(
                        ROOT + "/openapi.json", "getOpenApi", "This API as an OpenAPI document.")
                .answers(Reply.json(200, "OpenAPI 3.1", new Type.Any()))
                .by(call -> Answer.json(200, OpenApi.of(routes, call.request().baseUrl())));
    }
}
