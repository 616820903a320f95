package io.daybook.account.projection;

import io.daybook.core.EmailId;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.EmailRows;
import io.daybook.view.Place;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Email rows of a view in the making, as octets: events that change the same email again and again
 * are folded without writing and reading its row each time. Written when they are many, and at the
 * end.
 */
final class HeldRows {
    private static final long MOST_OCTETS = 40L << 20;
    private static final int OVERHEAD = 72;
    private static final int AT_ONCE = 4_000;
    private static final byte[] GONE = {};

    private final ViewStore store;
    private final Place place;
    private final Map<Integer, byte[]> rows = new HashMap<>();
    private long octets;

    HeldRows(ViewStore store, Place place) {
        this.store = store;
        this.place = place;
    }

    /** Whether the row is held; it is added to {@code found} unless it is to be none. */
    boolean get(int email, Map<Integer, EmailRow> found) {
        byte[] row = rows.get(email);
        if (row != null && row.length > 0) {
            found.put(email, EmailRows.VIEW.decode(row).value());
        }
        return row != null;
    }

    /** Null is no row. */
    void put(int email, @Nullable EmailRow row) {
        byte[] now = row == null ? GONE : EmailRows.VIEW.encode(row.seq(), row);
        byte[] before = rows.put(email, now);
        octets += now.length - (before == null ? -OVERHEAD : before.length);
    }

    /** Writes all when they are many; the rows in the store have this version. */
    void relieve(Version version) {
        if (octets > MOST_OCTETS) {
            write(version);
        }
    }

    /** Writes all, in the order of their keys, which the store likes best. */
    void write(Version version) {
        var emails = rows.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        var batch = new ViewBatch(place, version);
        for (int i = 0; i < emails.length; i++) {
            byte[] row = rows.get(emails[i]);
            if (row == null || row.length == 0) {
                batch.delete(EmailRows.VIEW, new EmailId(emails[i]));
            } else {
                batch.putEncoded(EmailRows.VIEW, new EmailId(emails[i]), row);
            }
            if (batch.size() == AT_ONCE || i == emails.length - 1) {
                if (!store.commit(batch)) {
                    throw new StaleRows();
                }
                batch.clear();
            }
        }
        rows.clear();
        octets = 0;
    }
}
