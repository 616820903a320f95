package io.daybook.push.command;

import io.daybook.push.PushEvent;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushSubscriptionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is remembered of a user's push subscriptions to decide. */
final class PushState {
    private final Map<PushSubscriptionId, Subscription> subscriptions = new LinkedHashMap<>();
    private final ArrayDeque<Instant> created = new ArrayDeque<>();

    record Subscription(
            String credential,
            String verificationCode,
            boolean verificationSent,
            boolean verified,
            Instant expires,
            @Nullable List<String> types) {}

    @Nullable Subscription find(PushSubscriptionId id) {
        return subscriptions.get(id);
    }

    /** How many there are whose time is not over. */
    long size(Instant now) {
        return subscriptions.values().stream().filter(s -> now.isBefore(s.expires())).count();
    }

    /** How many were created after {@code then}, gone ones too. */
    long createdSince(Instant then) {
        return created.stream().filter(at -> at.isAfter(then)).count();
    }

    void evolve(PushEvent event) {
        switch (event) {
            case PushSubscriptionCreated it -> {
                created.addLast(it.at());
                if (created.size() > PushDecider.MAX_NEW) {
                    created.removeFirst();
                }
                subscriptions.put(
                        it.id(),
                        new Subscription(
                                it.credential(),
                                it.verificationCode(),
                                false,
                                false,
                                it.expires(),
                                it.types()));
            }
            case PushVerificationSent(var id) ->
                    change(id, s -> with(s, true, s.verified(), s.expires(), s.types()));
            case PushSubscriptionVerified(var id) ->
                    change(id, s -> with(s, s.verificationSent(), true, s.expires(), s.types()));
            case PushSubscriptionChanged(var id, var expires, var types) ->
                    change(id, s -> with(s, s.verificationSent(), s.verified(), expires, types));
            case PushSubscriptionDestroyed(var id, _) -> subscriptions.remove(id);
        }
    }

    private void change(PushSubscriptionId id, UnaryOperator<Subscription> by) {
        subscriptions.computeIfPresent(id, (_, subscription) -> by.apply(subscription));
    }

    private static Subscription with(
            Subscription s,
            boolean sent,
            boolean verified,
            Instant expires,
            @Nullable List<String> types) {
        return new Subscription(
                s.credential(), s.verificationCode(), sent, verified, expires, types);
    }
}
