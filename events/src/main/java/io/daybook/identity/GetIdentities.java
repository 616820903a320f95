package io.daybook.identity;

import io.daybook.core.AccountId;
import io.daybook.core.IdentityId;
import io.daybook.core.State;
import java.util.List;

/** Asks for all identities of an account: there are a few. */
public record GetIdentities(AccountId account) {
    /**
     * @param identities by ascending id
     */
    public record Identities(State state, List<IdentityView> identities) {
        public Identities {
            identities = List.copyOf(identities);
        }
    }

    /** An identity as it is read (RFC 8621 section 6). */
    public record IdentityView(
            IdentityId id, String email, IdentitySetting setting, boolean mayDelete) {}
}
