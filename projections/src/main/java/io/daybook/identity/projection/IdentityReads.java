package io.daybook.identity.projection;

import io.daybook.core.AccountId;
import io.daybook.identity.GetIdentities.Identities;

/** Reads identities, never behind what the account's stream had when the read began. */
public interface IdentityReads {
    /**
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    Identities identities(AccountId account);
}
