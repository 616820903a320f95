package io.daybook.push.jmap;

import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The properties of a PushSubscription (RFC 8620 section 7.2). */
final class PushSubscriptionProperties {
    /** RFC 8620 section 7.2.1: the values of these MUST NOT be returned. */
    static final Set<String> PRIVATE = Set.of("url", "keys");

    static final PropertyTable<PushSubscriptionView> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", s -> Json.text(s.id().value())),
                            Property.immutable(
                                    "deviceClientId", s -> Json.text(s.deviceClientId())),
                            // Before the client has it from the push service, nobody else has it.
                            Property.value(
                                    "verificationCode",
                                    s -> Json.text(s.verified() ? s.verificationCode() : null)),
                            Property.value("expires", s -> Json.text(UtcDate.format(s.expires()))),
                            Property.value("types", s -> types(s.types())),
                            Property.immutable("url", _ -> NullNode.instance),
                            Property.immutable("keys", _ -> NullNode.instance)),
                    List.of("id", "deviceClientId", "verificationCode", "expires", "types"),
                    _ -> null);

    private PushSubscriptionProperties() {}

    static JsonNode types(@Nullable List<String> types) {
        return types == null ? NullNode.instance : Json.texts(types);
    }
}
