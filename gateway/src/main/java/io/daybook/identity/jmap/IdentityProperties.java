package io.daybook.identity.jmap;

import io.daybook.core.DataType;
import io.daybook.core.IdentityId;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentitySetting.Correspondent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The properties of an Identity (RFC 8621 section 6). */
final class IdentityProperties {
    static final PropertyTable<IdentityView> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", it -> Json.text(it.id().toString())),
                            Property.value("name", it -> Json.text(it.setting().name())),
                            Property.immutable("email", it -> Json.text(it.email())),
                            Property.value("replyTo", it -> addresses(it.setting().replyTo())),
                            Property.value("bcc", it -> addresses(it.setting().bcc())),
                            Property.value(
                                    "textSignature", it -> Json.text(it.setting().textSignature())),
                            Property.value(
                                    "htmlSignature", it -> Json.text(it.setting().htmlSignature())),
                            Property.serverSet("mayDelete", it -> Json.bool(it.mayDelete()))));

    static final StandardType<IdentityId, IdentityView> TYPE =
            StandardType.of(
                    DataType.IDENTITY,
                    Capability.SUBMISSION,
                    TABLE,
                    IdentityId::parse,
                    IdentityId.PREFIX);

    private IdentityProperties() {}

    private static JsonNode addresses(@Nullable List<Correspondent> correspondents) {
        if (correspondents == null) {
            return Json.text(null);
        }
        ArrayNode array = Json.array();
        for (Correspondent correspondent : correspondents) {
            ObjectNode object = Json.object();
            object.set("name", Json.text(correspondent.name()));
            object.put("email", correspondent.email());
            array.add(object);
        }
        return array;
    }
}
