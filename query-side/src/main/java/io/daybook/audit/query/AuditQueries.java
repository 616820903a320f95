package io.daybook.audit.query;

import io.daybook.audit.CountAudit;
import io.daybook.audit.FindAudit;
import io.daybook.audit.projection.AuditReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link FindAudit} and {@link CountAudit}. */
public final class AuditQueries {
    private final AuditReads reads;

    public AuditQueries(AuditReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public FindAudit.Page handle(FindAudit query) {
        return reads.find(query.filter(), query.after(), query.limit());
    }

    @QueryHandler
    public CountAudit.Counts handle(CountAudit query) {
        return reads.count(query.column(), query.after(), query.limit());
    }
}
