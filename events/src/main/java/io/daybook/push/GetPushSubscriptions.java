package io.daybook.push;

import io.daybook.core.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for all push subscriptions of a user, whatever secret they were made with. */
public record GetPushSubscriptions(UserId user) {
    public record Subscriptions(List<PushSubscriptionView> list) {
        public Subscriptions {
            list = List.copyOf(list);
        }
    }

    /**
     * @param endpoint sealed
     * @param verificationSent whether the push service has taken the code
     * @param verified whether the client has sent the code back
     * @param types null for all
     */
    public record PushSubscriptionView(
            PushSubscriptionId id,
            String credential,
            String deviceClientId,
            String endpoint,
            String verificationCode,
            boolean verificationSent,
            boolean verified,
            Instant expires,
            @Nullable List<String> types) {}
}
