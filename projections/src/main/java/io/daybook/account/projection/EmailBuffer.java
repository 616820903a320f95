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
        var only = emails.size() == 1 ? known(emails.get(0)) : null;
        return only == null ? getAll(emails) : only.map(List::of).orElse(List.of());
    }

    private List<EmailRow> getAll(Ids emails) {
        var known = new ArrayList<@Nullable Optional<EmailRow>>(emails.size());
        var unknown = new ArrayList<EmailId>();
        for (int i = 0; i < emails.size(); i++) {
            var row = known(emails.get(i));
            known.add(row);
            if (row == null) {
                unknown.add(new EmailId(emails.get(i)));
            }
        }
        var read = unknown.isEmpty() ? Map.<Integer, EmailRow>of() : read(unknown);
        var rows = new ArrayList<EmailRow>(emails.size());
        for (int i = 0; i < emails.size(); i++) {
            var row = known.get(i);
            var is = row == null ? read.get(emails.get(i)) : row.orElse(null);
            if (is != null) {
                rows.add(is);
            }
        }
        return rows;
    }

    private @Nullable Optional<EmailRow> known(int email) {
        return held == null ? pending.get(email) : held.get(email);
    }

    /** By ascending id; ids that lie close together are scanned, which is several times faster. */
    private Map<Integer, EmailRow> read(List<EmailId> emails) {
        var read = new HashMap<Integer, EmailRow>();
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
                return read;
            }
        }
        for (var row : store.getAll(place, EmailRows.VIEW, emails)) {
            if (row != null) {
                read.put(row.value().id().value(), row.value());
            }
        }
        return read;
    }

    void put(EmailRow row) {
        put(row.id(), Optional.of(row));
    }

    void delete(EmailRow row) {
        put(row.id(), Optional.empty());
    }

    private void put(EmailId id, Optional<EmailRow> row) {
        if (held == null) {
            pending.put(id.value(), row);
        } else {
            held.put(id.value(), row);
        }
    }

    static void link(EmailRow row, long seq, ViewBatch batch) {
        batch.put(BlobLinks.VIEW, new Link(row.blob(), row.id()), seq, row.id());
    }

    static void unlink(EmailRow row, ViewBatch batch) {
        batch.delete(BlobLinks.VIEW, new Link(row.blob(), row.id()));
    }

    /** Rows that the next {@link #flush} writes. */
    int size() {
        return pending.size();
    }

    /** Forgets what was not written. */
    void discard() {
        pending.clear();
    }

    void flush(ViewBatch batch) {
        pending.forEach((id, row) ->
                row.ifPresentOrElse(
                        value -> batch.put(EmailRows.VIEW, value.id(), value.seq(), value),
                        () -> batch.delete(EmailRows.VIEW, new EmailId(id))));
        pending.clear();
    }
}
