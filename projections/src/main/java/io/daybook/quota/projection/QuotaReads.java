package io.daybook.quota.projection;

import io.daybook.core.AccountId;
import io.daybook.quota.GetQuotas.Quotas;

/** Reads quotas, never behind what the account's stream had when the read began. */
public interface QuotaReads {
    /**
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    Quotas quotas(AccountId account);
}
