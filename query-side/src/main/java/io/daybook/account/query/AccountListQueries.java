package io.daybook.account.query;

import io.daybook.account.ListAccounts;
import io.daybook.account.ListAccounts.Page;
import io.daybook.account.ListAccounts.Summary;
import io.daybook.account.projection.AccountRow;
import io.daybook.account.projection.AccountRows;
import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.core.StreamHeads;
import java.util.ArrayList;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link ListAccounts}. */
public final class AccountListQueries {
    private final StreamHeads heads;
    private final AccountRows rows;

    public AccountListQueries(StreamHeads heads, AccountRows rows) {
        this.heads = heads;
        this.rows = rows;
    }

    @QueryHandler
    public Page handle(ListAccounts query) {
        return DiskThreads.call(() -> page(query));
    }

    /** Goes over all streams, keeping the first accounts of those that come next. */
    private Page page(ListAccounts query) {
        AccountId after = query.after();
        var next = new TreeMap<String, Long>();
        heads.forEach((stream, head) -> {
            AccountId account = AccountId.ofStream(stream);
            if (account != null
                    && (after == null || account.value().compareTo(after.value()) > 0)) {
                next.put(account.value(), head);
                if (next.size() > query.limit() + 1) {
                    next.pollLastEntry();
                }
            }
        });
        boolean isLast = next.size() <= query.limit();
        var accounts = new ArrayList<Summary>();
        for (var entry : next.entrySet()) {
            if (accounts.size() < query.limit()) {
                accounts.add(summary(new AccountId(entry.getKey()), entry.getValue()));
            }
        }
        return new Page(accounts, isLast);
    }

    private Summary summary(AccountId account, long head) {
        AccountRow row = rows.find(account);
        return new Summary(
                account,
                row.owner(),
                row.emails(),
                row.usedOctets(),
                row.quotaOctets(),
                row.retentionDays() < 0 ? null : row.retentionDays(),
                head);
    }
}
