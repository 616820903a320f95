package io.daybook.gateway;

import io.daybook.push.PushSubscriptionId;
import io.daybook.push.PushVault;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A vault that hides nothing, and remembers what was erased. */
public final class FakeVault implements PushVault {
    private final Set<PushSubscriptionId> erased = ConcurrentHashMap.newKeySet();

    @Override
    public String seal(PushSubscriptionId id, String endpoint) {
        return endpoint;
    }

    @Override
    public @Nullable String open(PushSubscriptionId id, String sealed) {
        return erased.contains(id) ? null : sealed;
    }

    @Override
    public void erase(PushSubscriptionId id) {
        erased.add(id);
    }

    public Set<PushSubscriptionId> erased() {
        return erased;
    }
}
