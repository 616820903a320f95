package io.daybook.push;

import org.jspecify.annotations.Nullable;

/**
 * Keeps URLs and keys of push subscriptions so that they can be erased: each is sealed under a key
 * of its own, and events and views hold what was sealed. RFC 8620 section 7.2 wants them securely
 * erased when a subscription is destroyed; events are permanent, keys are not.
 */
public interface PushVault {
    String seal(PushSubscriptionId id, String endpoint);

    /** What was sealed, or null when it was erased. */
    @Nullable String open(PushSubscriptionId id, String sealed);

    /** Makes what was sealed unreadable for ever; may be repeated. */
    void erase(PushSubscriptionId id);
}
