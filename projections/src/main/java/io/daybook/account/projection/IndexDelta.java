package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.Ids;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one event changed of what the records of each type show (DESIGN.md D1).
 *
 * @param delivered whether emails were added; re-creation by a merge of threads is none
 */
public record IndexDelta(
        ChangeRow emails,
        ChangeRow threads,
        ChangeRow mailboxes,
        boolean quotaChanged,
        boolean delivered) {
    /** The one quota that an account has. */
    public static final int QUOTA = 1;

    static final IndexDelta NONE =
            new IndexDelta(ChangeRow.NONE, ChangeRow.NONE, ChangeRow.NONE, false, false);

    /** The types whose states move, with what moved them; EmailDelivery has no records. */
    public Map<DataType, ChangeRow> rows() {
        var rows = new LinkedHashMap<DataType, ChangeRow>();
        putUnlessEmpty(rows, DataType.EMAIL, emails);
        putUnlessEmpty(rows, DataType.THREAD, threads);
        putUnlessEmpty(rows, DataType.MAILBOX, mailboxes);
        if (quotaChanged) {
            rows.put(DataType.QUOTA, ChangeRow.updating(Ids.of(QUOTA)));
        }
        if (delivered) {
            rows.put(DataType.EMAIL_DELIVERY, ChangeRow.NONE);
        }
        return rows;
    }

    private static void putUnlessEmpty(
            Map<DataType, ChangeRow> rows, DataType type, ChangeRow row) {
        if (!row.isEmpty()) {
            rows.put(type, row);
        }
    }
}
