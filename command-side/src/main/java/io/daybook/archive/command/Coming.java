package io.daybook.archive.command;

import io.daybook.core.AccountId;
import io.daybook.journal.Arrivals.Arrival;
import java.util.ArrayList;
import java.util.List;

/**
 * An account that comes in, unseen until its streams are opened together.
 *
 * @param arrivals the account's stream first, then the user's
 */
record Coming(AccountId account, Arrival mail, List<Arrival> arrivals) {
    Coming(AccountId account, Arrival mail) {
        this(account, mail, new ArrayList<>(List.of(mail)));
    }
}
