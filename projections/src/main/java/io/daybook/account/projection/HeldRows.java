package io.daybook.account.projection;

import io.daybook.core.EmailId;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.EmailRows;
import io.daybook.view.Place;
import io.daybook.view.RowStore;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Email rows of a view in the making: events that change the same email again and again are folded
 * without writing and reading its row each time. Those that were changed last are held as they are,
 * the others as octets, which take less room. Written when they are many, and at the end.
 */
final class HeldRows {
    private static final long MOST_OCTETS = 40L << 20;
    private static final int MOST_RECENT = 24_000;
    private static final int OVERHEAD = 72;
    private static final int AT_ONCE = 1_000;
    private static final byte[] GONE = {};

    private final RowStore store;
    private final Place place;
    private final NumberedRows<Optional<EmailRow>> recent = new NumberedRows<>();
    private final Map<Integer, byte[]> rows = new HashMap<>();
    private long octets;

    HeldRows(RowStore store, Place place) {
        this.store = store;
        this.place = place;
    }

    /** The row as it is to be, empty for none; null when the store has it as it is. */
    @Nullable Optional<EmailRow> get(int email) {
        var known = recent.get(email);
        if (known != null) {
            return known;
        }
        byte[] row = rows.get(email);
        if (row == null) {
            return null;
        }
        return row.length == 0 ? Optional.empty() : Optional.of(EmailRows.VIEW.decode(row).value());
    }

    /** Empty is no row. */
    void put(int email, Optional<EmailRow> row) {
        recent.put(email, row);
        if (recent.size() > MOST_RECENT) {
            pack();
        }
    }

    private void pack() {
        var scratch = new BinaryFieldWriter();
        recent.forEach((email, row) -> {
            byte[] now = row.map(it -> EmailRows.VIEW.encode(it.seq(), it, scratch)).orElse(GONE);
            byte[] before = rows.put(email, now);
            octets += now.length - (before == null ? -OVERHEAD : before.length);
        });
        recent.clear();
    }

    /** Writes all when they are many; the rows in the store have this version. */
    void relieve(Version version) {
        if (octets > MOST_OCTETS) {
            write(version);
        }
    }

    void write(Version version) {
        write(version, () -> {});
    }

    /**
     * Writes all, in the order of their keys, which the store likes best.
     *
     * @param between called between pieces of the work
     */
    void write(Version version, Runnable between) {
        pack();
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
                between.run();
            }
        }
        rows.clear();
        octets = 0;
    }
}
