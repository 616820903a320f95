package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of an EmailBodyPart (RFC 8621 section 4.1.4). */
final class PartProperties {
    static final PropertyTable<PartRecord> TABLE =
            PropertyTable.withoutId(
                    List.of(
                            Property.immutable("partId", p -> Json.text(p.part().partId())),
                            Property.immutable("blobId", PartRecord::blobId),
                            Property.immutable("size", p -> Json.number(p.part().size())),
                            Property.immutable(
                                    "headers",
                                    p -> HeaderJson.all(p.part().headers(), p.email().budget())),
                            Property.immutable("name", p -> Json.text(p.part().name())),
                            Property.immutable("type", p -> Json.text(p.part().type())),
                            Property.immutable("charset", p -> Json.text(p.part().charset())),
                            Property.immutable(
                                    "disposition", p -> Json.text(p.part().disposition())),
                            Property.immutable("cid", p -> Json.text(p.part().cid())),
                            Property.immutable("language", p -> texts(p.part().language())),
                            Property.immutable("location", p -> Json.text(p.part().location())),
                            Property.immutable("subParts", PartRecord::subParts)),
                    List.of(
                            "partId",
                            "blobId",
                            "size",
                            "name",
                            "type",
                            "charset",
                            "disposition",
                            "cid",
                            "language",
                            "location"),
                    PartProperties::header);

    private PartProperties() {}

    private static @Nullable Property<PartRecord> header(String name) {
        HeaderProperty header = HeaderProperty.parse(name);
        return header == null
                ? null
                : Property.immutable(
                        name, p -> header.read(p.part().headers(), p.email().budget()));
    }

    private static JsonNode texts(@Nullable List<String> texts) {
        return texts == null ? Json.text(null) : Json.texts(texts);
    }
}
