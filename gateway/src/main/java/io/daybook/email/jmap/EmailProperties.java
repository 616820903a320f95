package io.daybook.email.jmap;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.core.jmap.standard.UtcDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                Property.serverSet("id", e -> Json.text(e.view().id().toString())),
                Property.serverSet("blobId", e -> Json.text(e.view().blob().value())),
                Property.serverSet("threadId", e -> Json.text(e.view().thread().toString())),
                Property.set("mailboxIds", e -> Json.set(e.view().mailboxes())),
                Property.set("keywords", e -> Json.set(e.view().keywords())),
                Property.serverSet("size", e -> Json.number(e.view().size())),
                Property.immutable(
                        "receivedAt", e -> Json.text(UtcDate.format(e.view().receivedAt()))));
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
