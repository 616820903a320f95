package io.daybook.identity.command;

import io.daybook.core.IdentityId;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRefusal;
import io.daybook.identity.IdentityRefusal.ForbiddenFrom;
import io.daybook.identity.IdentityRefusal.MayNotDelete;
import io.daybook.identity.IdentityRefusal.NoSuchIdentity;
import io.daybook.identity.IdentityRefusal.TooManyIdentities;
import io.daybook.identity.IdentityRevert;
import io.daybook.identity.IdentityRevert.BringBack;
import io.daybook.identity.IdentityRevert.ChangeBack;
import io.daybook.identity.IdentityRevert.TakeAway;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.Senders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which identities come back to what they were, within the rules of Identity/set. Pure. */
public final class IdentityReverting {
    private IdentityReverting() {}

    public record Outcome(
            List<IdentityEvent> events,
            List<IdentityId> reverted,
            Map<IdentityId, IdentityRefusal> refused) {}

    public static Outcome decide(
            List<IdentityRevert> reverts, Senders senders, IdentityTable table) {
        List<IdentityEvent> events = new ArrayList<>();
        List<IdentityId> reverted = new ArrayList<>();
        Map<IdentityId, IdentityRefusal> refused = new LinkedHashMap<>();
        int size = table.size();
        for (IdentityRevert revert : reverts) {
            IdentityRefusal refusal = refusal(revert, senders, table, size);
            if (refusal != null) {
                refused.put(revert.identity(), refusal);
                continue;
            }
            size += revert instanceof BringBack ? 1 : 0;
            events.add(
                    switch (revert) {
                        case ChangeBack(var id, var before) -> new IdentityChanged(id, before);
                        case BringBack(var id, var email, var before) ->
                                new IdentityCreated(id, email, before);
                        case TakeAway(var id) -> new IdentityDestroyed(id);
                    });
            reverted.add(revert.identity());
        }
        return new Outcome(events, reverted, refused);
    }

    private static @Nullable IdentityRefusal refusal(
            IdentityRevert revert, Senders senders, IdentityTable table, int size) {
        return switch (revert) {
            // RFC 8621 section 6.3: the user may not send from every address, nor any more.
            case BringBack(_, var email, _) when !senders.mayUse(email) -> new ForbiddenFrom();
            case BringBack _ when size >= IdentityRules.MAX_IDENTITIES ->
                    new TooManyIdentities(IdentityRules.MAX_IDENTITIES);
            case BringBack _ -> null;
            case TakeAway(var id) when id.equals(IdentityRules.OWNER) -> new MayNotDelete();
            case TakeAway(var id) -> table.has(id) ? null : new NoSuchIdentity();
            case ChangeBack(var id, _) -> table.has(id) ? null : new NoSuchIdentity();
        };
    }
}
