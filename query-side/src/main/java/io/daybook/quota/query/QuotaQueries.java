package io.daybook.quota.query;

import io.daybook.quota.GetQuotas;
import io.daybook.quota.GetQuotas.Quotas;
import io.daybook.quota.projection.QuotaReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetQuotas}. */
public final class QuotaQueries {
    private final QuotaReads reads;

    public QuotaQueries(QuotaReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public Quotas handle(GetQuotas query) {
        return reads.quotas(query.account());
    }
}
