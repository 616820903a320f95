package io.daybook.core.admin;

import io.daybook.core.admin.AdminRecord.Deed;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A route as an endpoint: reads the call, has it carried out, and writes down what changed
 * something or was to, also when it was refused or failed.
 */
final class Recording implements Endpoint {
    private final AdminRoute route;
    private final CallReader reader;
    private final AdminRecord record;

    Recording(AdminRoute route, AdminRecord record) {
        this.route = route;
        this.reader = new CallReader(route);
        this.record = record;
    }

    @Override
    public Answer answer(Request request) {
        if (!route.changes()) {
            return route.endpoint().answer(reader.read(request));
        }
        var settings = new LinkedHashMap<>(reader.named(request));
        int status = 500;
        String detail = "Something unforeseen went wrong.";
        try {
            AdminCall call = reader.read(request);
            settings.putAll(settings(call));
            Answer answer = route.endpoint().answer(call);
            status = answer.status();
            detail = "";
            return answer;
        } catch (ProblemException e) {
            status = e.problem().status();
            detail = e.problem().detail();
            throw e;
        } finally {
            record.write(AdminCall.cause(request), deed(request, settings, status, detail));
        }
    }

    private Deed deed(Request request, Map<String, String> settings, int status, String detail) {
        return new Deed(route.operation(), request.path(), settings, status, detail);
    }

    private Map<String, String> settings(AdminCall call) {
        var settings = new LinkedHashMap<String, String>();
        for (Parameter parameter : route.parameters()) {
            call.value(parameter.name())
                    .ifPresent(value -> settings.put(parameter.name(), value.toString()));
        }
        if (route.body() instanceof Body.Json(var type)) {
            for (Type.Field field : type.fields()) {
                JsonNode value = call.body().get(field.name());
                if (value != null && !field.secret()) {
                    settings.put(
                            field.name(),
                            value.isString() ? value.stringValue() : value.toString());
                }
            }
        }
        return settings;
    }
}
