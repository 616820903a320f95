package io.daybook.email.jmap;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.email.EmailView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of an Email (RFC 8621 section 4.1). */
final class EmailProperties {
    /** RFC 8621 section 4.2: returned when a call selects none. */
    private static final List<String> DEFAULTS =
            List.of(
                    "id",
                    "blobId",
                    "threadId",
                    "mailboxIds",
                    "keywords",
                    "size",
                    "receivedAt",
                    "messageId",
                    "inReplyTo",
                    "references",
                    "sender",
                    "from",
                    "to",
                    "cc",
                    "bcc",
                    "replyTo",
                    "subject",
                    "sentAt",
                    "hasAttachment",
                    "preview",
                    "bodyValues",
                    "textBody",
                    "htmlBody",
                    "attachments");

    static final PropertyTable<EmailRecord> TABLE =
            PropertyTable.of(all(), DEFAULTS, EmailProperties::header);

    /** RFC 8621 section 4.9: returned of a parsed message when a call selects none. */
    private static final List<String> PARSED_DEFAULTS =
            DEFAULTS.subList(DEFAULTS.indexOf("messageId"), DEFAULTS.size());

    /** The same of a message that is no Email: none of them has to be selected. */
    static final PropertyTable<EmailRecord> PARSED =
            PropertyTable.withoutId(all(), PARSED_DEFAULTS, EmailProperties::header);

    static final StandardType<EmailId, EmailRecord> TYPE =
            StandardType.of(DataType.EMAIL, Capability.MAIL, TABLE, EmailId::parse, EmailId.PREFIX);

    private EmailProperties() {}

    private static List<Property<EmailRecord>> all() {
        var all = new ArrayList<Property<EmailRecord>>();
        all.addAll(metadata());
        for (EverydayHeader header : EverydayHeader.values()) {
            all.add(Property.immutable(header.property(), e -> e.everyday().header(header)));
        }
        all.addAll(body());
        return all;
    }

    private static List<Property<EmailRecord>> metadata() {
        return List.of(
                Property.serverSet("id", e -> stored(e, view -> text(view.id()))),
                Property.serverSet("blobId", e -> Json.text(e.blobId())),
                Property.serverSet("threadId", e -> stored(e, view -> text(view.thread()))),
                Property.set("mailboxIds", e -> stored(e, view -> Json.set(view.mailboxes()))),
                Property.set("keywords", e -> stored(e, view -> Json.set(view.keywords()))),
                Property.serverSet("size", e -> Json.number(e.size())),
                Property.immutable(
                        "receivedAt",
                        e -> stored(e, view -> Json.text(UtcDate.format(view.receivedAt())))));
    }

    /** RFC 8621 section 4.9: what only an Email has is null of a message that is none. */
    private static JsonNode stored(EmailRecord email, Function<EmailView, JsonNode> value) {
        EmailView view = email.view();
        return view == null ? Json.text(null) : value.apply(view);
    }

    private static JsonNode text(Object id) {
        return Json.text(id.toString());
    }

    private static List<Property<EmailRecord>> body() {
        return List.of(
                Property.immutable(
                        "headers", e -> HeaderJson.all(e.digest().headers(), e.budget())),
                Property.immutable("bodyStructure", EmailRecord::bodyStructure),
                Property.immutable("bodyValues", EmailRecord::bodyValues),
                Property.immutable("textBody", e -> PartRecord.list(e.bodies().textBody(), e)),
                Property.immutable("htmlBody", e -> PartRecord.list(e.bodies().htmlBody(), e)),
                Property.immutable(
                        "attachments", e -> PartRecord.list(e.bodies().attachments(), e)),
                Property.serverSet("hasAttachment", e -> Json.bool(e.digest().hasAttachment())),
                Property.serverSet("preview", e -> Json.text(e.digest().preview())));
    }

    private static @Nullable Property<EmailRecord> header(String name) {
        HeaderProperty header = HeaderProperty.parse(name);
        return header == null
                ? null
                : Property.immutable(name, e -> header.read(e.digest().headers(), e.budget()));
    }
}
