package io.daybook.account.projection;

import io.daybook.blob.projection.BlobLinks;
import io.daybook.blob.projection.BlobLinks.Link;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.EmailRows;
import io.daybook.view.Place;
import io.daybook.view.RowStore;
import io.daybook.view.ViewBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Email rows that are changed but not yet written: each is written once, whatever happens to it. A
 * buffer that holds rows back goes on so beyond a batch: for rows that nobody reads yet.
 */
final class EmailBuffer {
    private static final int MANY = 100;
    private static final int SPREAD = 4;

    private final RowStore store;
    private final Place place;
    private final Map<Integer, Optional<EmailRow>> pending = new HashMap<>();
    private final @Nullable HeldRows held;

    EmailBuffer(RowStore store, Place place) {
        this(store, place, null);
    }

    /**
     * @param held where rows wait until many are written at once
     */
    EmailBuffer(RowStore store, Place place, @Nullable HeldRows held) {
        this.store = store;
        this.place = place;
        this.held = held;
    }

    /** The rows as the events so far have left them; what does not exist is left out. */
    List<EmailRow> get(Ids emails) {
        var unknown = new ArrayList<EmailId>();
        var read = new HashMap<Integer, EmailRow>();
        emails.forEach(email -> {
            if (!pending.containsKey(email) && (held == null || !held.get(email, read))) {
                unknown.add(new EmailId(email));
            }
        });
        read(unknown, read);
        var rows = new ArrayList<EmailRow>(emails.size());
        emails.forEach(email -> {
            var known = pending.get(email);
            var row = known == null ? read.get(email) : known.orElse(null);
            if (row != null) {
                rows.add(row);
            }
        });
        return rows;
    }

    /** By ascending id; ids that lie close together are scanned, which is several times faster. */
    private void read(List<EmailId> emails, Map<Integer, EmailRow> read) {
        if (emails.size() >= MANY) {
            int first = emails.getFirst().value();
            int last = emails.getLast().value();
            if (last - first < SPREAD * emails.size() && last < Integer.MAX_VALUE) {
                store.scan(
                        place,
                        EmailRows.VIEW,
                        emails.getFirst(),
                        new EmailId(last + 1),
                        (id, row) -> {
                            read.put(id.value(), row.value());
                            return true;
                        });
                return;
            }
        }
        for (var row : store.getAll(place, EmailRows.VIEW, emails)) {
            if (row != null) {
                read.put(row.value().id().value(), row.value());
            }
        }
    }

    void put(EmailRow row) {
        pending.put(row.id().value(), Optional.of(row));
    }

    void delete(EmailRow row) {
        pending.put(row.id().value(), Optional.empty());
    }

    static void link(EmailRow row, long seq, ViewBatch batch) {
        batch.put(BlobLinks.VIEW, new Link(row.blob(), row.id()), seq, row.id());
    }

    static void unlink(EmailRow row, ViewBatch batch) {
        batch.delete(BlobLinks.VIEW, new Link(row.blob(), row.id()));
    }

    int size() {
        return pending.size();
    }

    /** Forgets what was not written. */
    void discard() {
        pending.clear();
    }

    void flush(ViewBatch batch) {
        if (held != null) {
            pending.forEach(held::put);
            pending.clear();
        }
        pending.forEach((id, row) ->
                row.ifPresentOrElse(
                        value -> batch.put(EmailRows.VIEW, value.id(), value.seq(), value),
                        () -> batch.delete(EmailRows.VIEW, new EmailId(id))));
        pending.clear();
    }
}
