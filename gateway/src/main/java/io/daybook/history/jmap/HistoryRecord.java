package io.daybook.history.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.history.HistoryView;
import io.daybook.history.HistoryView.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as a user sees it.
 *
 * @param isOwner where a change came from, by network and program, is told to the owner only
 */
record HistoryRecord(HistoryView view, boolean isOwner) {
    JsonNode address() {
        return Json.text(isOwner ? view.cause().address() : null);
    }

    JsonNode client() {
        return Json.text(isOwner ? view.cause().client() : null);
    }

    JsonNode objects() {
        ArrayNode objects = Json.array();
        for (Change change : view.objects()) {
            ObjectNode object = Json.object();
            object.put("type", change.type());
            object.put("id", change.id());
            object.set("before", json(change.before()));
            object.set("after", json(change.after()));
            objects.add(object);
        }
        return objects;
    }

    private static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> Json.text(null);
            case String text -> Json.text(text);
            case Boolean flag -> Json.bool(flag);
            case Integer number -> Json.number(number);
            case Long number -> Json.number(number);
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = Json.object();
                map.forEach((name, item) -> object.set(name.toString(), json(item)));
                yield object;
            }
            default -> throw new IllegalArgumentException("no JSON of " + value.getClass());
        };
    }
}
