package io.daybook.identity.command;

import io.daybook.core.IdentityId;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRefusal;
import io.daybook.identity.IdentityRefusal.ForbiddenFrom;
import io.daybook.identity.IdentityRefusal.MayNotDelete;
import io.daybook.identity.IdentityRefusal.NoSuchIdentity;
import io.daybook.identity.IdentityRefusal.TooManyIdentities;
import io.daybook.identity.IdentityRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** The rules of Identity/set (RFC 8621 section 6.3). Pure. */
public final class IdentityDecider {
    private final IdentityTable table;
    private final List<IdentityEvent> events = new ArrayList<>();
    private final Map<String, IdentityId> created = new LinkedHashMap<>();
    private final Map<String, IdentityRefusal> notCreated = new LinkedHashMap<>();
    private final SequencedSet<IdentityId> updated = new LinkedHashSet<>();
    private final Map<IdentityId, IdentityRefusal> notUpdated = new LinkedHashMap<>();
    private final SequencedSet<IdentityId> destroyed = new LinkedHashSet<>();
    private final Map<IdentityId, IdentityRefusal> notDestroyed = new LinkedHashMap<>();

    private IdentityDecider(IdentityTable table) {
        this.table = table;
    }

    public static IdentityOutcome decide(ChangeIdentities command, IdentityTable table) {
        var decider = new IdentityDecider(table);
        command.create().forEach(create -> decider.create(create, command));
        command.update().forEach(decider::update);
        command.destroy().forEach(decider::destroy);
        return new IdentityOutcome(
                List.copyOf(decider.events),
                decider.created,
                decider.notCreated,
                List.copyOf(decider.updated),
                decider.notUpdated,
                List.copyOf(decider.destroyed),
                decider.notDestroyed);
    }

    private void create(CreateIdentity create, ChangeIdentities command) {
        // RFC 8621 section 6.3: the user may not send from every address.
        if (!command.senders().mayUse(create.email())) {
            notCreated.put(create.creationId(), new ForbiddenFrom());
        } else if (table.size() + created.size() >= IdentityRules.MAX_IDENTITIES) {
            notCreated.put(
                    create.creationId(), new TooManyIdentities(IdentityRules.MAX_IDENTITIES));
        } else {
            var id = new IdentityId(Math.addExact(table.next(), created.size()));
            created.put(create.creationId(), id);
            events.add(new IdentityCreated(id, create.email(), create.setting()));
        }
    }

    private void update(UpdateIdentity update) {
        if (table.has(update.identity())) {
            updated.add(update.identity());
            events.add(new IdentityChanged(update.identity(), update.setting()));
        } else {
            notUpdated.put(update.identity(), new NoSuchIdentity());
        }
    }

    private void destroy(IdentityId identity) {
        if (identity.equals(IdentityRules.OWNER)) {
            // RFC 8621 section 6: the user's default address is not deleted.
            notDestroyed.put(identity, new MayNotDelete());
        } else if (!table.has(identity)) {
            notDestroyed.put(identity, new NoSuchIdentity());
        } else if (destroyed.add(identity)) {
            events.add(new IdentityDestroyed(identity));
        }
    }
}
