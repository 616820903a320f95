package io.daybook.vacation.jmap;

import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.vacation.VacationRules;
import io.daybook.vacation.VacationSetting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the patch of a VacationResponse/set (RFC 8621 section 8.2). */
final class VacationRecord {
    private final Map<String, JsonNode> values;
    private final PropertyReader reader = new PropertyReader();

    private VacationRecord(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** The setting as it will be, or null after telling why there is none. */
    static @Nullable VacationSetting update(
            VacationSetting before, ObjectNode object, Consumer<SetError> refuse) {
        return switch (Patch.read(object, VacationProperties.TABLE)) {
            case Patch.Invalid(var error) -> {
                refuse.accept(error);
                yield null;
            }
            case Patch.Valid(var patch) -> {
                var record = new VacationRecord(patch.values());
                SetError error = patch.checkClaims(before, VacationProperties.TABLE);
                VacationSetting after = record.apply(before);
                error = error == null ? record.reader.error() : error;
                if (error != null) {
                    refuse.accept(error);
                }
                yield error == null ? after : null;
            }
        };
    }

    private VacationSetting apply(VacationSetting before) {
        var after =
                new VacationSetting(
                        reader.bool("isEnabled", values.get("isEnabled"), before.isEnabled()),
                        date("fromDate", before.fromDate()),
                        date("toDate", before.toDate()),
                        text("subject", before.subject(), VacationRules.MAX_SUBJECT_OCTETS),
                        text("textBody", before.textBody(), VacationRules.MAX_BODY_OCTETS),
                        text("htmlBody", before.htmlBody(), VacationRules.MAX_BODY_OCTETS));
        Instant from = after.fromDate();
        Instant to = after.toDate();
        // RFC 8621 section 8: messages are answered from the one on and before the other.
        if (from != null && to != null && !from.isBefore(to)) {
            reader.invalid("fromDate");
            reader.invalid("toDate");
        }
        return after;
    }

    private @Nullable Instant date(String property, @Nullable Instant before) {
        JsonNode value = values.get(property);
        if (value == null) {
            return before;
        }
        return value.isNull() ? null : reader.date(property, value);
    }

    private @Nullable String text(String property, @Nullable String before, int maxOctets) {
        JsonNode value = values.get(property);
        if (value == null) {
            return before;
        }
        String text = reader.textOrNull(property, value);
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > maxOctets) {
            reader.invalid(property);
        }
        return text;
    }
}
