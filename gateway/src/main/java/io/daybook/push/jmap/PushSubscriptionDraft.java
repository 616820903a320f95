package io.daybook.push.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.push.Endpoint;
import io.daybook.push.PushCommand.NewSubscription;
import io.daybook.push.PushSubscriptionId;
import io.daybook.push.PushVault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A push subscription that a client wants to create. */
final class PushSubscriptionDraft {
    private static final Set<String> ALLOWED =
            Set.of("deviceClientId", "url", "keys", "verificationCode", "expires", "types");
    private static final int DEVICE_LENGTH = 255;

    private final PushSubscriptionId id;
    private final ObjectNode object;
    private final PropertyReader reader = new PropertyReader();
    private final String device;
    private final String code;
    private final Expiry expiry;
    private final @Nullable List<String> types;
    private final @Nullable Endpoint endpoint;

    private PushSubscriptionDraft(ObjectNode object, Call call) {
        this.object = object;
        this.id = new PushSubscriptionId("P" + hex(call));
        // RFC 8620 section 7.2.2: enough entropy that nobody can guess it.
        this.code = hex(call);
        reader.allow(object, ALLOWED);
        this.device = reader.text("deviceClientId", object.get("deviceClientId"));
        if (device.isEmpty() || device.length() > DEVICE_LENGTH) {
            reader.invalid("deviceClientId");
        }
        JsonNode given = object.get("verificationCode");
        if (given != null && !given.isNull()) {
            // RFC 8620 section 7.2: MUST be null or omitted when it is created.
            reader.invalid("verificationCode");
        }
        this.expiry = Expiry.read(object.get("expires"), reader, call.now());
        this.types = TypeNames.read(object.get("types"), reader);
        this.endpoint = endpoint();
    }

    static PushSubscriptionDraft read(ObjectNode object, Call call) {
        return new PushSubscriptionDraft(object, call);
    }

    private static String hex(Call call) {
        return String.format("%016x%016x", call.random(), call.random());
    }

    private @Nullable Endpoint endpoint() {
        // RFC 8620 section 7.2: it MUST begin with https://.
        URI url = Endpoint.url(reader.text("url", object.get("url")));
        if (url == null) {
            reader.invalid("url");
        }
        JsonNode keys = object.get("keys");
        if (keys == null || keys.isNull()) {
            return url == null ? null : new Endpoint(url, null);
        }
        JsonNode point = keys.get("p256dh");
        JsonNode auth = keys.get("auth");
        boolean texts = point != null && auth != null && point.isString() && auth.isString();
        Endpoint.Keys read =
                texts && keys.size() == 2
                        ? Endpoint.keys(point.stringValue(), auth.stringValue())
                        : null;
        if (read == null) {
            reader.invalid("keys");
        }
        return url == null || read == null ? null : new Endpoint(url, read);
    }

    PushSubscriptionId id() {
        return id;
    }

    @Nullable SetError error() {
        return reader.error();
    }

    NewSubscription command(PushVault vault) {
        if (endpoint == null) {
            throw new IllegalStateException("the draft is invalid");
        }
        return new NewSubscription(
                id, device, vault.seal(id, endpoint.text()), code, expiry.at(), types);
    }

    /** RFC 8620 section 5.3: what the server set, and the defaults of what was left out. */
    ObjectNode serverSet() {
        ObjectNode set = Json.object().put("id", id.value());
        if (!expiry.asGiven()) {
            set.put("expires", UtcDate.format(expiry.at()));
        }
        for (String name : List.of("keys", "verificationCode", "types")) {
            if (!object.has(name)) {
                set.set(name, NullNode.instance);
            }
        }
        return set;
    }

    /**
     * When a subscription ends.
     *
     * @param asGiven whether the client named that very time
     */
    record Expiry(Instant at, boolean asGiven) {
        // RFC 8620 section 7.2: at most so far ahead; MUST be at least 48 hours, SHOULD be 7 days.
        static final Duration LONGEST = Duration.ofDays(14);

        static Expiry read(@Nullable JsonNode value, PropertyReader reader, Instant now) {
            Instant latest = now.plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
            if (value == null || value.isNull()) {
                return new Expiry(latest, false);
            }
            Instant given = reader.date("expires", value);
            if (given == null || !given.isAfter(now)) {
                reader.invalid("expires");
                return new Expiry(latest, false);
            }
            Instant whole = given.truncatedTo(ChronoUnit.SECONDS);
            Instant at = whole.isAfter(latest) ? latest : whole;
            return new Expiry(at, at.equals(given));
        }
    }

    /** Names of data types. */
    static final class TypeNames {
        private static final int MOST = 256;

        private TypeNames() {}

        /** Null for all. */
        static @Nullable List<String> read(@Nullable JsonNode value, PropertyReader reader) {
            if (value == null || value.isNull()) {
                return null;
            }
            boolean texts = value.isArray() && value.size() <= MOST;
            for (int i = 0; texts && i < value.size(); i++) {
                texts = value.get(i).isString() && value.get(i).stringValue().length() <= 64;
            }
            if (!texts) {
                reader.invalid("types");
                return List.of();
            }
            return value.valueStream().map(JsonNode::stringValue).toList();
        }
    }
}
