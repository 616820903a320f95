package io.daybook.identity.jmap;

import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.IdentitySetting.Correspondent;
import io.daybook.smtp.EnvelopeAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the records of an Identity/set (RFC 8621 section 6.3). */
final class IdentityRecords {
    private static final Set<String> SETTABLE =
            Set.of("name", "email", "replyTo", "bcc", "textSignature", "htmlSignature");
    private static final Set<String> ADDRESS = Set.of("name", "email");

    private IdentityRecords() {}

    /** The command, or null after telling why there is none. */
    static @Nullable CreateIdentity create(
            String creationId, ObjectNode object, Consumer<SetError> refuse) {
        var reader = new PropertyReader();
        reader.allow(object, SETTABLE);
        String email = reader.text("email", object.get("email"));
        // RFC 8621 section 6: "*" before the "@" reads as a local part too.
        if (EnvelopeAddress.parse(email) == null) {
            reader.invalid("email");
        }
        var create =
                new CreateIdentity(
                        creationId, email, setting(IdentitySetting.NONE, object::get, reader));
        return accepted(create, reader, refuse);
    }

    /** The command, or null after telling why there is none. */
    static @Nullable UpdateIdentity update(
            IdentityView current, ObjectNode object, Consumer<SetError> refuse) {
        return switch (Patch.read(object, IdentityProperties.TABLE)) {
            case Patch.Invalid(var error) -> {
                refuse.accept(error);
                yield null;
            }
            case Patch.Valid(var patch) -> {
                SetError error = patch.checkClaims(current, IdentityProperties.TABLE);
                if (error != null) {
                    refuse.accept(error);
                    yield null;
                }
                yield update(current, patch.values(), refuse);
            }
        };
    }

    private static @Nullable UpdateIdentity update(
            IdentityView current, Map<String, JsonNode> values, Consumer<SetError> refuse) {
        var reader = new PropertyReader();
        var update =
                new UpdateIdentity(current.id(), setting(current.setting(), values::get, reader));
        return accepted(update, reader, refuse);
    }

    /** Finds the value that a client gives to a property; null when it gives none. */
    private interface Values {
        @Nullable JsonNode get(String property);
    }

    private static IdentitySetting setting(
            IdentitySetting before, Values values, PropertyReader reader) {
        return new IdentitySetting(
                text("name", before.name(), IdentityRules.MAX_NAME_OCTETS, values, reader),
                addresses("replyTo", before.replyTo(), values, reader),
                addresses("bcc", before.bcc(), values, reader),
                text(
                        "textSignature",
                        before.textSignature(),
                        IdentityRules.MAX_SIGNATURE_OCTETS,
                        values,
                        reader),
                text(
                        "htmlSignature",
                        before.htmlSignature(),
                        IdentityRules.MAX_SIGNATURE_OCTETS,
                        values,
                        reader));
    }

    private static String text(
            String property, String before, int maxOctets, Values values, PropertyReader reader) {
        JsonNode value = values.get(property);
        if (value == null) {
            return before;
        }
        // RFC 8620 section 5.3: null in a patch is the default of the property.
        String text = value.isNull() ? "" : reader.text(property, value);
        if (octets(text) > maxOctets) {
            reader.invalid(property);
        }
        return text;
    }

    private static @Nullable List<Correspondent> addresses(
            String property,
            @Nullable List<Correspondent> before,
            Values values,
            PropertyReader reader) {
        JsonNode value = values.get(property);
        if (value == null || value.isNull()) {
            return value == null ? before : null;
        }
        var addresses = new ArrayList<Correspondent>();
        if (value.isArray() && value.size() <= IdentityRules.MAX_ADDRESSES) {
            for (JsonNode item : value) {
                Correspondent address = address(item);
                if (address != null) {
                    addresses.add(address);
                }
            }
        }
        if (!value.isArray() || addresses.size() != value.size()) {
            reader.invalid(property);
        }
        return addresses;
    }

    /** An EmailAddress of RFC 8621 section 4.1.2.3 that mail can be sent to, or null. */
    private static @Nullable Correspondent address(JsonNode value) {
        if (!value.isObject() || !ADDRESS.containsAll(value.propertyNames())) {
            return null;
        }
        JsonNode name = value.get("name");
        JsonNode email = value.get("email");
        boolean hasName = name != null && !name.isNull();
        if (email == null
                || !email.isString()
                || EnvelopeAddress.parse(email.stringValue()) == null
                || (hasName && !name.isString())) {
            return null;
        }
        String text = hasName ? name.stringValue() : null;
        return text != null && octets(text) > IdentityRules.MAX_NAME_OCTETS
                ? null
                : new Correspondent(text, email.stringValue());
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static <T> @Nullable T accepted(
            T command, PropertyReader reader, Consumer<SetError> refuse) {
        SetError error = reader.error();
        if (error == null) {
            return command;
        }
        refuse.accept(error);
        return null;
    }
}
