package io.daybook.push;

import io.daybook.core.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a user's push subscriptions. */
public sealed interface PushEvent extends Event {
    PushSubscriptionId id();

    /**
     * @param credential names the secret of the user by which it was made
     * @param endpoint URL and keys, sealed under a key of their own that is destroyed with the
     *     subscription
     * @param types null for all
     */
    record PushSubscriptionCreated(
            PushSubscriptionId id,
            String credential,
            String deviceClientId,
            String endpoint,
            String verificationCode,
            Instant expires,
            @Nullable List<String> types,
            Instant at)
            implements PushEvent {}

    /** The push service has taken the verification code. */
    record PushVerificationSent(PushSubscriptionId id) implements PushEvent {}

    record PushSubscriptionVerified(PushSubscriptionId id) implements PushEvent {}

    /**
     * @param types null for all
     */
    record PushSubscriptionChanged(
            PushSubscriptionId id, Instant expires, @Nullable List<String> types)
            implements PushEvent {}

    /**
     * @param why the name of a {@link PushCommand.Ending}
     */
    record PushSubscriptionDestroyed(PushSubscriptionId id, String why) implements PushEvent {}
}
