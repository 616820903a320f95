package io.daybook.undo.query;

import io.daybook.identity.IdentityRevert.TakeAway;
import io.daybook.undo.RevertPlan.Identities;
import io.daybook.undo.RevertPlan.Vacation;
import io.daybook.undo.query.AccountPast.Past;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Identities and the vacation response as they were: all that happened to them since is undone. */
final class SettingsRestore {
    private SettingsRestore() {}

    static @Nullable Identities identities(long then, AccountPast past, boolean removeNewer) {
        Set<Long> since = since(then, past.identities());
        if (since.isEmpty()) {
            return null;
        }
        Identities all = IdentityUndo.plan(since, past);
        var reverts =
                all.reverts().stream()
                        .filter(revert -> removeNewer || !(revert instanceof TakeAway))
                        .toList();
        return new Identities(all.seen(), reverts, List.of(), all.contradicted());
    }

    static @Nullable Vacation vacation(long then, AccountPast past) {
        Set<Long> since = since(then, past.vacation());
        return since.isEmpty() ? null : VacationUndo.plan(since, past);
    }

    private static <E> Set<Long> since(long then, List<Past<E>> events) {
        return events.stream().map(Past::seq).filter(seq -> seq > then).collect(Collectors.toSet());
    }
}
