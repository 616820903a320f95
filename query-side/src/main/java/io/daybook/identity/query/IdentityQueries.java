package io.daybook.identity.query;

import io.daybook.identity.GetIdentities;
import io.daybook.identity.GetIdentities.Identities;
import io.daybook.identity.projection.IdentityReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetIdentities}. */
public final class IdentityQueries {
    private final IdentityReads reads;

    public IdentityQueries(IdentityReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public Identities handle(GetIdentities query) {
        return reads.identities(query.account());
    }
}
