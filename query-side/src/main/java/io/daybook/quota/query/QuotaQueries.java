package io.daybook.quota.query;

import io.daybook.quota.GetQuota;
import io.daybook.quota.GetQuota.QuotaView;
import io.daybook.quota.projection.QuotaReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetQuota}. */
public final class QuotaQueries {
    private final QuotaReads reads;

    public QuotaQueries(QuotaReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public QuotaView handle(GetQuota query) {
        return reads.quota(query.account());
    }
}
