package io.daybook.websocket.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.core.http.Line;
import io.daybook.core.http.SignedIn;
import io.daybook.push.jmap.Listener;
import java.util.Map;
import java.util.Set;

/** Listens to nothing but that the secret of a connection is still good. */
record Attendance(SignedIn user, Line line) implements Listener {
    private static final int POLICY = 1008;

    @Override
    public Set<AccountId> wanted(Set<AccountId> visible) {
        return Set.of();
    }

    @Override
    public void retain(Set<AccountId> accounts) {
        // There are none.
    }

    @Override
    public void offer(AccountId account, Map<DataType, State> states) {
        // There are none.
    }

    @Override
    public void dismiss() {
        line.close(POLICY, "sign in again");
    }

    /** Each connection for itself. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
