package io.daybook.account.projection;

import io.daybook.core.EmailId;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.EmailRows;
import io.daybook.email.projection.EmailRows.Columns;
import io.daybook.email.projection.EmailRows.Texts;
import io.daybook.email.projection.GoneRow;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.View;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * What never changes of emails, whether they are still there or not: their rows as they are or as
 * they last were.
 */
final class PastRows {
    private static final int RANGE = 20_000;

    /** So many are looked up one by one; more are found faster by a scan. */
    private static final int FEW = 2_000;

    private final ViewStore store;
    private final Place place;

    PastRows(ViewStore store, Place place) {
        this.store = store;
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** The rows in the order of the ids, without those of emails that never were. */
    List<EmailRow> rows(List<EmailId> emails) {
        if (emails.isEmpty()) {
            return List.of();
        }
        var found = new HashMap<EmailId, EmailRow>();
        for (var row : store.getAll(place, EmailRows.VIEW, emails)) {
            if (row != null) {
                found.put(row.value().id(), row.value());
            }
        }
        var gone = emails.stream().filter(email -> !found.containsKey(email)).toList();
        for (var row : store.getAll(place, GoneRow.VIEW, gone)) {
            if (row != null) {
                found.put(row.value().email().id(), row.value().email());
            }
        }
        return emails.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** Visits what columns are made of, of all these emails, in any order. */
    void columns(RoaringBitmap emails, Consumer<Columns> visitor) {
        var missing = emails.clone();
        columns(EmailRows.COLUMNS, emails, missing, visitor);
        // An email that is destroyed meanwhile is among the others by now.
        columns(GoneRow.COLUMNS, missing.clone(), missing, visitor);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the views know nothing of email " + missing.first() + " of " + place.scope());
        }
    }

    private void columns(
            View<EmailId, Columns> view,
            RoaringBitmap wanted,
            RoaringBitmap missing,
            Consumer<Columns> visitor) {
        if (wanted.isEmpty()) {
            return;
        }
        Consumer<Columns> found =
                columns -> {
                    missing.remove(columns.id());
                    visitor.accept(columns);
                };
        if (wanted.getCardinality() <= FEW) {
            each(view, wanted).forEach(found);
        } else {
            scan(view, wanted, found);
        }
    }

    private List<Columns> each(View<EmailId, Columns> view, RoaringBitmap wanted) {
        var read = new ArrayList<Columns>();
        var ids = wanted.stream().mapToObj(EmailId::new).toList();
        for (var row : store.getAll(place, view, ids)) {
            if (row != null) {
                read.add(row.value());
            }
        }
        return read;
    }

    private void scan(
            View<EmailId, Columns> view, RoaringBitmap wanted, Consumer<Columns> visitor) {
        int first = wanted.first() / RANGE;
        ReadAhead.forEach(
                wanted.last() / RANGE - first + 1,
                piece -> range(view, wanted, (first + piece) * RANGE),
                read -> read.forEach(visitor));
    }

    private List<Columns> range(View<EmailId, Columns> view, RoaringBitmap wanted, int from) {
        var read = new ArrayList<Columns>();
        store.scan(
                place,
                view,
                new EmailId(from),
                new EmailId(from + RANGE),
                (id, row) -> {
                    if (wanted.contains(id.value())) {
                        read.add(row.value());
                    }
                    return true;
                });
        return read;
    }

    /** The source of texts that are sorted by. */
    void texts(TextColumns.Key key, TextColumns.Sink sink) {
        store.scan(place, EmailRows.TEXTS, null, null, (id, row) -> put(key, sink, id, row));
        store.scan(place, GoneRow.TEXTS, null, null, (id, row) -> put(key, sink, id, row));
    }

    private static boolean put(
            TextColumns.Key key, TextColumns.Sink sink, EmailId id, Row<Texts> row) {
        sink.text(id.value(), MailLoader.text(key, row.value()));
        return true;
    }

    static Facts facts(EmailRow row) {
        return new Facts(
                row.hasAttachment(), row.sentAt(), row.subjectKey(), row.fromKey(), row.toKey());
    }

    static Map<EmailId, EmailRow> byId(List<EmailRow> rows) {
        var byId = HashMap.<EmailId, EmailRow>newHashMap(rows.size());
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }
}
