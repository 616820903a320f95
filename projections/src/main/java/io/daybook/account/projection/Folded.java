package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.MailEvent;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event, or a part of it, did to the state in memory: all that its rows are posted from,
 * once or again.
 *
 * @param version that the state then had
 * @param event the part, or the event; null for one that is not of the account's mail
 * @param isFirst whether no part of the event was folded before
 * @param clock the latest time of any event so far
 * @param rows what the part changed
 * @param told what the event changed with this part and those before, of the types that this part
 *     changed
 * @param before the mailbox that the event changed or destroyed, as it was, without its counts
 */
record Folded(
        Version version,
        Sequenced whole,
        @Nullable MailEvent event,
        boolean isFirst,
        Instant clock,
        Map<DataType, ChangeRow> rows,
        Map<DataType, ChangeRow> told,
        @Nullable MailboxRow before) {
    Folded {
        rows = Map.copyOf(rows);
        told = Map.copyOf(told);
    }

    /** Of an event that is not of the account's mail. */
    static Folded of(Sequenced event, MailState state) {
        return new Folded(state.version, event, null, true, state.clock, Map.of(), Map.of(), null);
    }
}
