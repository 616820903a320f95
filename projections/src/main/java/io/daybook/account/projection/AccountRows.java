package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.view.ViewStore;

/** The rows of accounts as they are: nobody waits, and no account is loaded for it. */
public final class AccountRows {
    private final ViewStore store;

    public AccountRows(ViewStore store) {
        this.store = store;
    }

    /** The row; of an account that no event was applied of yet, one without an owner. */
    public AccountRow find(AccountId account) {
        var place = store.live(MailRows.GROUP, account.stream());
        var row = store.get(place, MailRows.ACCOUNT, MailRows.Only.ROW);
        return row == null ? AccountRow.NONE : row.value();
    }
}
