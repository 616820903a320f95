package io.daybook.identity.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.identity.Senders;
import java.util.Set;

/** As whom the user of a call may send: a user has one address and owns no domain. */
public final class UserSenders {
    private UserSenders() {}

    public static Senders of(Call call) {
        return new Senders(Set.of(call.user().value()), Set.of());
    }
}
