package io.daybook.identity.command;

import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRules;
import java.util.BitSet;

/** Which identities an account has, as its events tell. */
public final class IdentityTable {
    private final BitSet ids = new BitSet();
    private int next = IdentityRules.OWNER.value() + 1;

    /** With the identity of the owner's address, which comes with the account. */
    public IdentityTable() {
        ids.set(IdentityRules.OWNER.value());
    }

    public boolean has(IdentityId identity) {
        return ids.get(identity.value());
    }

    public int size() {
        return ids.cardinality();
    }

    /** The number of the next new identity. */
    public int next() {
        return next;
    }

    public Ids all() {
        return Ids.of(ids.stream().toArray());
    }

    public void evolve(IdentityEvent event) {
        switch (event) {
            case IdentityCreated(var identity, _, _) -> {
                ids.set(identity.value());
                next = Math.max(next, identity.value() + 1);
            }
            case IdentityChanged _ -> {
                // What it says decides nothing.
            }
            case IdentityDestroyed(var identity) -> ids.clear(identity.value());
        }
    }

    /** Takes up a snapshot. */
    public void restore(Ids identities, int nextIdentity) {
        ids.clear();
        identities.forEach(ids::set);
        next = nextIdentity;
    }
}
