package io.daybook.account.projection;

import io.daybook.core.DataType;
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
        ChangeRow quotas,
        boolean delivered) {
    static final IndexDelta NONE = ofQuotas(ChangeRow.NONE);

    static IndexDelta ofQuotas(ChangeRow quotas) {
        return new IndexDelta(ChangeRow.NONE, ChangeRow.NONE, ChangeRow.NONE, quotas, false);
    }

    /** The types whose states move, with what moved them; EmailDelivery has no records. */
    public Map<DataType, ChangeRow> rows() {
        var rows = new LinkedHashMap<DataType, ChangeRow>();
        putUnlessEmpty(rows, DataType.EMAIL, emails);
        putUnlessEmpty(rows, DataType.THREAD, threads);
        putUnlessEmpty(rows, DataType.MAILBOX, mailboxes);
        putUnlessEmpty(rows, DataType.QUOTA, quotas);
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
