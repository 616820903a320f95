package io.daybook.quota.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.quota.GetQuotas;
import io.daybook.quota.GetQuotas.Quotas;

/** Quota/get (RFC 9425 section 4.2). */
final class QuotaGet {
    private QuotaGet() {}

    static Method method() {
        return new StandardGet<>(
                QuotaProperties.TYPE,
                (account, _, call) ->
                        (ids, _) -> {
                            var quotas = call.query(new GetQuotas(account), Quotas.class);
                            return StandardGet.among(
                                    quotas.state(),
                                    QuotaRecord.of(quotas, call.using()),
                                    QuotaProperties.TABLE,
                                    ids);
                        });
    }
}
