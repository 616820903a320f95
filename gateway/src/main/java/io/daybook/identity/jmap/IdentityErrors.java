package io.daybook.identity.jmap;

import io.daybook.core.jmap.SetError;
import io.daybook.identity.IdentityRefusal;
import io.daybook.identity.IdentityRefusal.ForbiddenFrom;
import io.daybook.identity.IdentityRefusal.MayNotDelete;
import io.daybook.identity.IdentityRefusal.NoSuchIdentity;
import io.daybook.identity.IdentityRefusal.TooManyIdentities;

/** What a refusal is on the wire (RFC 8621 section 6.3). */
public final class IdentityErrors {
    private IdentityErrors() {}

    public static SetError of(IdentityRefusal refusal) {
        return switch (refusal) {
            case NoSuchIdentity() -> SetError.notFound();
            case ForbiddenFrom() ->
                    SetError.of("forbiddenFrom", "you may not send from this address");
            case TooManyIdentities(var max) ->
                    SetError.of("overQuota", "an account has at most " + max + " identities");
            // RFC 8621 section 6: rejected with a standard "forbidden" SetError.
            case MayNotDelete() ->
                    SetError.of("forbidden", "the identity of the account's own address stays");
        };
    }
}
