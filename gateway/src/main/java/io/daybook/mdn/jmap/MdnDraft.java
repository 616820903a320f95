package io.daybook.mdn.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.mime.DispositionNotification.Disposition;
import io.daybook.mime.DispositionReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A disposition notification as a client wants it sent (RFC 9007 section 2).
 *
 * @param email null when the id names nothing that could be an email
 * @param given the names of the properties that the client has set
 */
record MdnDraft(
        @Nullable EmailId email,
        @Nullable String subject,
        @Nullable String text,
        boolean includeOriginal,
        @Nullable String reportingUa,
        Disposition disposition,
        @Nullable String originalRecipient,
        @Nullable String finalRecipient,
        @Nullable String originalMessageId,
        Map<String, String> extensions,
        Set<String> given) {
    static final String EXTENSIONS = "extensionFields";

    /** What the sample of RFC 9007 section 3.1 calls it. */
    private static final String EXTENSION = "extension";

    private static final int MAX_SUBJECT = 10_000;
    private static final int MAX_EXTENSIONS = 50;

    private static final Set<String> PROPERTIES =
            Set.of(
                    "forEmailId",
                    "subject",
                    "textBody",
                    "includeOriginalMessage",
                    "reportingUA",
                    "disposition",
                    "mdnGateway",
                    "originalRecipient",
                    "finalRecipient",
                    "originalMessageId",
                    "error",
                    EXTENSIONS,
                    EXTENSION);

    private static final Set<String> MODES = Set.of("actionMode", "sendingMode", "type");

    /** A draft, or why there is none. */
    sealed interface Outcome {}

    record Valid(MdnDraft draft) implements Outcome {}

    record Invalid(SetError error) implements Outcome {}

    static Outcome read(ObjectNode object, Call call) {
        var reader = new PropertyReader();
        reader.allow(object, PROPERTIES);
        String wire = reader.text("forEmailId", object.get("forEmailId"));
        String id = CreationIds.resolve(call, wire);
        for (String serverSet : new String[] {"mdnGateway", "error"}) {
            JsonNode value = object.get(serverSet);
            if (value != null && !value.isNull()) {
                reader.invalid(serverSet);
            }
        }
        String subject = reader.textOrNull("subject", object.get("subject"));
        if (subject != null && (subject.length() > MAX_SUBJECT || hasControl(subject))) {
            reader.invalid("subject");
        }
        var draft =
                new MdnDraft(
                        id == null ? null : EmailId.parse(id),
                        subject,
                        reader.textOrNull("textBody", object.get("textBody")),
                        reader.bool(
                                "includeOriginalMessage",
                                object.get("includeOriginalMessage"),
                                false),
                        field("reportingUA", object, reader),
                        disposition(object.get("disposition"), reader),
                        field("originalRecipient", object, reader),
                        field("finalRecipient", object, reader),
                        field("originalMessageId", object, reader),
                        extensions(object, reader),
                        Set.copyOf(object.propertyNames()));
        SetError error = reader.error();
        return error == null ? new Valid(draft) : new Invalid(error);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7F);
    }

    private static @Nullable String field(
            String property, ObjectNode object, PropertyReader reader) {
        String value = reader.textOrNull(property, object.get(property));
        if (value != null && !DispositionReport.isValue(value)) {
            reader.invalid(property);
        }
        return value;
    }

    private static Disposition disposition(@Nullable JsonNode value, PropertyReader reader) {
        var none = new Disposition("", "", "");
        if (!(value instanceof ObjectNode object) || !MODES.containsAll(object.propertyNames())) {
            reader.invalid("disposition");
            return none;
        }
        var disposition =
                new Disposition(
                        reader.text("disposition", object.get("actionMode")),
                        reader.text("disposition", object.get("sendingMode")),
                        reader.text("disposition", object.get("type")));
        if (!disposition.isKnown()) {
            reader.invalid("disposition");
        }
        return disposition;
    }

    private static Map<String, String> extensions(ObjectNode object, PropertyReader reader) {
        String property = object.has(EXTENSIONS) ? EXTENSIONS : EXTENSION;
        JsonNode value = object.get(property);
        var extensions = new LinkedHashMap<String, String>();
        if (value == null || value.isNull()) {
            return extensions;
        }
        if (!value.isObject() || value.size() > MAX_EXTENSIONS) {
            reader.invalid(property);
            return extensions;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String text = reader.text(property, member.getValue());
            if (!DispositionReport.isExtensionName(member.getKey())
                    || !DispositionReport.isValue(text)) {
                reader.invalid(property);
            }
            extensions.put(member.getKey(), text);
        }
        return extensions;
    }
}
