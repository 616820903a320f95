package io.daybook.vacation.jmap;

import io.daybook.core.DataType;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.vacation.VacationSetting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of the VacationResponse (RFC 8621 section 8). */
final class VacationProperties {
    /** RFC 8621 section 8: there is only ever one, and this is its id. */
    static final String ID = "singleton";

    static final PropertyTable<VacationSetting> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", _ -> Json.text(ID)),
                            Property.value("isEnabled", it -> Json.bool(it.isEnabled())),
                            Property.value("fromDate", it -> date(it.fromDate())),
                            Property.value("toDate", it -> date(it.toDate())),
                            Property.value("subject", it -> Json.text(it.subject())),
                            Property.value("textBody", it -> Json.text(it.textBody())),
                            Property.value("htmlBody", it -> Json.text(it.htmlBody()))));

    static final StandardType<String, VacationSetting> TYPE =
            new StandardType<>(
                    DataType.VACATION_RESPONSE,
                    Capability.VACATION_RESPONSE,
                    TABLE,
                    text -> text,
                    _ -> ID);

    private VacationProperties() {}

    private static JsonNode date(@Nullable Instant instant) {
        return Json.text(instant == null ? null : UtcDate.format(instant));
    }
}
