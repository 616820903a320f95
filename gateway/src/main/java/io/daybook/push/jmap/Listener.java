package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.core.http.SignedIn;
import java.util.Map;
import java.util.Set;

/** Somebody who wants to know when accounts change. Never blocks. */
public interface Listener {
    SignedIn user();

    /** Which of the visible accounts it listens to. */
    Set<AccountId> wanted(Set<AccountId> visible);

    /** From now on only these are visible of the accounts it listens to. */
    void retain(Set<AccountId> accounts);

    /** The states of all types of one of the accounts; may come twice, and older ones late. */
    void offer(AccountId account, Map<DataType, State> states);

    /** The secret of the listener is good no longer, or the server stops. */
    void dismiss();
}
