package io.daybook.history.jmap;

import io.daybook.core.DataType;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.history.HistoryId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of History. */
final class HistoryProperties {
    /** Those that need the event itself, not just what it is found by. */
    static final Set<String> OF_THE_EVENT = Set.of("objects", "objectCount");

    private static final PropertyTable<HistoryRecord> TABLE =
            PropertyTable.of(
                    List.of(
                            property("id", it -> Json.text(it.view().id().toString())),
                            property("at", it -> Json.text(UtcDate.format(it.view().at()))),
                            property("operation", it -> Json.text(it.view().operation())),
                            property("actor", it -> Json.text(it.view().cause().actor())),
                            property("source", it -> Json.text(it.view().cause().source())),
                            property("address", HistoryRecord::address),
                            property("client", HistoryRecord::client),
                            property("requestId", it -> Json.text(it.view().cause().requestId())),
                            property("stateBefore", it -> state(it.view().before())),
                            property("stateAfter", it -> state(it.view().after())),
                            property("objectCount", it -> Json.number(it.view().objectCount())),
                            property("objects", HistoryRecord::objects)));

    static final StandardType<HistoryId, HistoryRecord> TYPE =
            StandardType.of(
                    new DataType("History"),
                    Capability.HISTORY,
                    TABLE,
                    HistoryId::parse,
                    HistoryId.PREFIX);

    private HistoryProperties() {}

    private static Property<HistoryRecord> property(
            String name, Function<HistoryRecord, JsonNode> value) {
        return Property.serverSet(name, value);
    }

    private static JsonNode state(@Nullable Object state) {
        return Json.text(state == null ? null : state.toString());
    }
}
