package io.daybook.email.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.mime.NewBody;
import io.daybook.mime.NewHeader;
import io.daybook.mime.NewMessage;
import io.daybook.mime.NewPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An email to be created, read from what the client sent (RFC 8621 section 4.6). */
record EmailDraft(EmailIntake intake, NewMessage message) {
    private static final String STRUCTURE = "bodyStructure";
    private static final String TEXT = "textBody";
    private static final String HTML = "htmlBody";
    private static final String ATTACHMENTS = "attachments";
    private static final String VALUES = "bodyValues";
    private static final List<String> FLAT = List.of(TEXT, HTML, ATTACHMENTS);
    private static final Set<String> OTHERS =
            Set.of(
                    EmailSets.MAILBOX_IDS,
                    EmailSets.KEYWORDS,
                    "receivedAt",
                    STRUCTURE,
                    TEXT,
                    HTML,
                    ATTACHMENTS,
                    VALUES);
    private static final Set<String> VALUE_MEMBERS =
            Set.of("value", "isEncodingProblem", "isTruncated");

    /** A draft, or why there is none. */
    sealed interface Outcome {}

    record Valid(EmailDraft draft) implements Outcome {}

    record Invalid(SetError error) implements Outcome {}

    static Outcome read(String creationId, ObjectNode object, Call call) {
        var reader = new PropertyReader();
        var sets = new EmailSets(call, reader);
        var intake =
                new EmailIntake(
                        creationId,
                        sets.mailboxes(object.get(EmailSets.MAILBOX_IDS)),
                        sets.keywords(object.get(EmailSets.KEYWORDS)),
                        reader.date("receivedAt", object.get("receivedAt")));
        var message =
                new NewMessage(
                        headers(object, reader), body(object, reader), values(object, reader));
        SetError error = reader.error();
        return error == null ? new Valid(new EmailDraft(intake, message)) : new Invalid(error);
    }

    private static List<NewHeader> headers(ObjectNode object, PropertyReader reader) {
        var input = new HeaderInput(reader, null);
        var headers = new ArrayList<NewHeader>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            HeaderProperty header = EverydayHeader.parse(member.getKey());
            if (header != null) {
                headers.addAll(input.read(header, member.getValue()));
            } else if (!OTHERS.contains(member.getKey())) {
                // RFC 8621 section 4.6: the headers property MUST NOT be given; neither may what
                // the server sets.
                reader.invalid(Arguments.shortened(member.getKey()));
            }
        }
        return headers;
    }

    private static NewBody body(ObjectNode object, PropertyReader reader) {
        JsonNode structure = given(object, STRUCTURE);
        if (structure == null) {
            return new NewBody.Flat(
                    single(object, TEXT, "text/plain", reader),
                    single(object, HTML, "text/html", reader),
                    new PartInput(reader, ATTACHMENTS).list(given(object, ATTACHMENTS), null));
        }
        // RFC 8621 section 4.6: with a bodyStructure there MUST NOT be any of the flat lists.
        var both = FLAT.stream().filter(name -> given(object, name) != null).toList();
        if (!both.isEmpty()) {
            reader.invalid(STRUCTURE);
            both.forEach(reader::invalid);
        }
        return new NewBody.Structure(new PartInput(reader, STRUCTURE).part(structure, null));
    }

    // RFC 8621 section 4.6: if given, MUST contain exactly one body part.
    private static @Nullable NewPart single(
            ObjectNode object, String property, String type, PropertyReader reader) {
        JsonNode value = given(object, property);
        if (value == null) {
            return null;
        }
        var parts = new PartInput(reader, property).list(value, type);
        if (parts.size() != 1) {
            reader.invalid(property);
            return null;
        }
        return parts.getFirst();
    }

    private static Map<String, String> values(ObjectNode object, PropertyReader reader) {
        JsonNode values = given(object, VALUES);
        if (values == null) {
            return Map.of();
        }
        if (!values.isObject()) {
            reader.invalid(VALUES);
            return Map.of();
        }
        var texts = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> member : values.properties()) {
            JsonNode value = member.getValue();
            // RFC 8621 section 4.6: isEncodingProblem and isTruncated are false or omitted.
            if (!value.isObject()
                    || !VALUE_MEMBERS.containsAll(value.propertyNames())
                    || !isFalse(value.get("isEncodingProblem"))
                    || !isFalse(value.get("isTruncated"))) {
                reader.invalid(VALUES);
            }
            texts.put(member.getKey(), reader.text(VALUES, value.get("value")));
        }
        return texts;
    }

    private static boolean isFalse(@Nullable JsonNode flag) {
        return flag == null || (flag.isBoolean() && !flag.booleanValue());
    }

    private static @Nullable JsonNode given(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
