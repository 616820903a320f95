package io.daybook.audit.projection;

import io.daybook.audit.AuditEntity;
import io.daybook.push.PushCommand;
import io.daybook.push.PushEvent;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Push subscriptions: never where they push to, which is a secret. */
final class PushWords {
    private static final String IS_VERIFIED = "isVerified";

    private PushWords() {}

    static void tell(PushEvent event, AuditDraft draft) {
        var subscription = draft.on("pushSubscription", event.id());
        draft.on("user", draft.stream().substring(PushCommand.STREAM.length()));
        switch (event) {
            case PushSubscriptionCreated created -> {
                draft.becomes(subscription, "deviceClientId", created.deviceClientId());
                draft.becomes(subscription, "expires", created.expires());
                types(subscription, created.types(), draft);
                draft.becomes(subscription, IS_VERIFIED, false);
            }
            case PushVerificationSent _ -> {}
            case PushSubscriptionVerified _ -> draft.becomes(subscription, IS_VERIFIED, true);
            case PushSubscriptionChanged(_, var expires, var types) -> {
                draft.becomes(subscription, "expires", expires);
                types(subscription, types, draft);
            }
            case PushSubscriptionDestroyed(_, var why) -> {
                draft.isGone(subscription);
                draft.tells("ended", why);
            }
        }
    }

    private static void types(
            AuditEntity subscription, @Nullable List<String> types, AuditDraft draft) {
        draft.becomes(subscription, "types", types == null ? "all" : String.join(", ", types));
    }
}
