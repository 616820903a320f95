package io.daybook.quota.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.ListQueries;
import io.daybook.core.jmap.standard.ListQueries.All;
import io.daybook.core.jmap.standard.StandardQuery;
import io.daybook.core.jmap.standard.StandardQueryChanges;
import io.daybook.quota.GetQuotas;
import io.daybook.quota.GetQuotas.Quotas;
import io.daybook.quota.jmap.QuotaRecord.Kind;

/** Quota/query and Quota/queryChanges (RFC 9425 sections 4.4 and 4.5). */
final class QuotaQuery {
    private static final ListQueries<Kind, QuotaRecord> QUERIES =
            new ListQueries<>(QuotaProperties.TYPE, QuotaQuery::all, new QuotaTerms());

    private QuotaQuery() {}

    static Method method() {
        return new StandardQuery<>(QuotaProperties.TYPE, QUERIES);
    }

    static Method changes() {
        return new StandardQueryChanges<>(QuotaProperties.TYPE, QUERIES);
    }

    private static All<QuotaRecord> all(AccountId account, Call call) {
        var quotas = call.query(new GetQuotas(account), Quotas.class);
        return new All<>(quotas.state(), QuotaRecord.of(quotas, call.using()));
    }
}
