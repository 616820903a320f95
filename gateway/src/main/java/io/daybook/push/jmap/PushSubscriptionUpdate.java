package io.daybook.push.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.PushCommand.SubscriptionPatch;
import io.daybook.push.PushCommand.Types;
import io.daybook.push.PushSubscriptionId;
import io.daybook.push.jmap.PushSubscriptionDraft.Expiry;
import io.daybook.push.jmap.PushSubscriptionDraft.TypeNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client wants to change of a push subscription.
 *
 * @param code null to leave it
 * @param expiry null to leave it
 * @param types null to leave them
 */
record PushSubscriptionUpdate(
        @Nullable SetError error,
        @Nullable String code,
        @Nullable Expiry expiry,
        @Nullable Types types) {
    static PushSubscriptionUpdate read(PushSubscriptionView view, ObjectNode object, Call call) {
        return switch (Patch.read(object, PushSubscriptionProperties.TABLE)) {
            case Patch.Invalid(var error) -> new PushSubscriptionUpdate(error, null, null, null);
            case Patch.Valid(var patch) -> read(view, patch, call);
        };
    }

    private static PushSubscriptionUpdate read(PushSubscriptionView view, Patch patch, Call call) {
        var reader = new PropertyReader();
        // RFC 8620 section 7.2.2: url and keys are immutable; nobody is told whether they are so.
        patch.claims().stream()
                .map(claim -> claim.path().getFirst())
                .filter(PushSubscriptionProperties.PRIVATE::contains)
                .forEach(reader::invalid);
        JsonNode code = patch.values().get("verificationCode");
        JsonNode expires = patch.values().get("expires");
        JsonNode types = patch.values().get("types");
        String text = code == null ? null : reader.text("verificationCode", code);
        Expiry expiry = expires == null ? null : Expiry.read(expires, reader, call.now());
        Types names = types == null ? null : new Types(TypeNames.read(types, reader));
        SetError error = reader.error();
        return new PushSubscriptionUpdate(
                error == null ? patch.checkClaims(view, PushSubscriptionProperties.TABLE) : error,
                text,
                expiry,
                names);
    }

    SubscriptionPatch command(PushSubscriptionId id) {
        return new SubscriptionPatch(id, code, expiry == null ? null : expiry.at(), types);
    }

    /** What the server set otherwise than the client wished; null for nothing. */
    @Nullable ObjectNode serverSet() {
        return expiry == null || expiry.asGiven()
                ? null
                : Json.object().put("expires", UtcDate.format(expiry.at()));
    }
}
