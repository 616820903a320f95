package io.daybook.push;

import io.daybook.core.Command;
import io.daybook.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands for the push subscriptions of one user. */
public sealed interface PushCommand extends Command {
    /** What the streams of push subscriptions begin with. */
    String STREAM = "push:";

    UserId user();

    @Override
    default String stream() {
        return stream(user());
    }

    static String stream(UserId user) {
        return STREAM + user.value();
    }

    /**
     * What one PushSubscription/set asks for.
     *
     * @param credential the secret by which the user signed in: others' subscriptions are not seen
     */
    record ChangePushSubscriptions(
            UserId user,
            String credential,
            Instant now,
            List<NewSubscription> create,
            List<SubscriptionPatch> update,
            List<PushSubscriptionId> destroy)
            implements PushCommand {
        public ChangePushSubscriptions {
            create = List.copyOf(create);
            update = List.copyOf(update);
            destroy = List.copyOf(destroy);
        }
    }

    /**
     * @param endpoint URL and keys, sealed by {@link PushVault}
     * @param types null for all
     */
    record NewSubscription(
            PushSubscriptionId id,
            String deviceClientId,
            String endpoint,
            String verificationCode,
            Instant expires,
            @Nullable List<String> types) {}

    /**
     * @param verificationCode null to leave it
     * @param expires null to leave it
     * @param types null to leave them
     */
    record SubscriptionPatch(
            PushSubscriptionId id,
            @Nullable String verificationCode,
            @Nullable Instant expires,
            @Nullable Types types) {}

    /**
     * @param names null for all
     */
    record Types(@Nullable List<String> names) {}

    /** The push service has taken the verification code. */
    record NoteVerificationSent(UserId user, PushSubscriptionId id) implements PushCommand {}

    /** Ends subscriptions that the server may push to no longer. */
    record EndPushSubscriptions(UserId user, List<PushSubscriptionId> ids, Ending why)
            implements PushCommand {
        public EndPushSubscriptions {
            ids = List.copyOf(ids);
        }
    }

    /** Why a subscription ended. */
    enum Ending {
        /** The client destroyed it. */
        DESTROYED,
        /** Its time was over. */
        EXPIRED,
        /** The secret by which it was made is good no longer. */
        REVOKED,
        /** The push service knows it no longer. */
        GONE
    }

    /**
     * The answer to each.
     *
     * @param refused by the id of the subscription, the one to be created among them
     */
    record PushChanged(long head, Map<PushSubscriptionId, PushRefusal> refused) {
        public PushChanged {
            refused = Map.copyOf(refused);
        }
    }
}
