package io.daybook.account.projection;

import io.daybook.account.projection.PastTexts.Message;
import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.email.projection.EmailFacts;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * What never changes of emails, whether they are still there or not: their rows as they are or as
 * they last were. What the messages of those that are not there say is read from the messages.
 */
final class PastRows {
    private static final int RANGE = 20_000;

    /** So many are looked up one by one; more are found faster by a scan. */
    private static final int FEW = 2_000;

    private final ViewStore store;
    private final Place place;
    private final AccountId account;
    private final EmailFacts facts;

    PastRows(ViewStore store, Place place, AccountId account, EmailFacts facts) {
        this.store = store;
        this.place = place;
        this.account = account;
        this.facts = facts;
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
        told(each(GoneRow.VIEW, gone)).forEach(row -> found.put(row.id(), row));
        return emails.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** The messages of all these emails, by ascending numbers of the emails. */
    List<Message> messages(RoaringBitmap emails) {
        var missing = emails.clone();
        var found = new ArrayList<Message>(emails.getCardinality());
        Consumer<EmailRow> visitor =
                row -> {
                    if (missing.checkedRemove(row.id().value())) {
                        found.add(new Message(row.id().value(), row.blob()));
                    }
                };
        Consumer<List<GoneRow>> gone = rows -> rows.forEach(row -> visitor.accept(row.email()));
        read(GoneRow.VIEW, missing.clone(), gone);
        read(EmailRows.VIEW, missing.clone(), rows -> rows.forEach(visitor));
        // An email that is destroyed meanwhile is among the others by now.
        read(GoneRow.VIEW, missing.clone(), gone);
        requireNone(missing);
        found.sort(Comparator.comparing(Message::email));
        return found;
    }

    private void requireNone(RoaringBitmap missing) {
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the views know nothing of email " + missing.first() + " of " + place.scope());
        }
    }

    /** Visits what columns are made of, of all these emails, in any order. */
    void columns(RoaringBitmap emails, Consumer<Columns> visitor) {
        var missing = emails.clone();
        Consumer<Columns> found =
                columns -> {
                    missing.remove(columns.id());
                    visitor.accept(columns);
                };
        read(EmailRows.COLUMNS, emails, read -> read.forEach(found));
        // An email that is destroyed meanwhile is among the others by now.
        read(
                GoneRow.VIEW,
                missing.clone(),
                read -> told(read).forEach(row -> found.accept(EmailRows.columns(row))));
        requireNone(missing);
    }

    private <R> void read(View<EmailId, R> view, RoaringBitmap wanted, Consumer<List<R>> visitor) {
        if (wanted.isEmpty()) {
            return;
        }
        if (wanted.getCardinality() <= FEW) {
            visitor.accept(each(view, wanted.stream().mapToObj(EmailId::new).toList()));
        } else {
            int first = wanted.first() / RANGE;
            ReadAhead.forEach(
                    wanted.last() / RANGE - first + 1,
                    piece -> range(view, wanted, (first + piece) * RANGE),
                    visitor);
        }
    }

    private <R> List<R> each(View<EmailId, R> view, List<EmailId> wanted) {
        return store.getAll(place, view, wanted).stream()
                .filter(Objects::nonNull)
                .map(Row::value)
                .toList();
    }

    private <R> List<R> range(View<EmailId, R> view, RoaringBitmap wanted, int from) {
        var read = new ArrayList<R>();
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

    /** With what their messages say. */
    private List<EmailRow> told(List<GoneRow> gone) {
        var said = facts.of(account, gone.stream().map(row -> row.email().blob()).toList());
        var told = new ArrayList<EmailRow>(gone.size());
        for (int i = 0; i < gone.size(); i++) {
            told.add(gone.get(i).email().with(said.get(i)));
        }
        return told;
    }

    /** The source of texts that are sorted by. */
    void texts(TextColumns.Key key, TextColumns.Sink sink) {
        store.scan(place, EmailRows.TEXTS, null, null, (id, row) -> put(key, sink, id, row));
        for (var gone = goneAfter(0); !gone.isEmpty(); gone = goneAfter(last(gone))) {
            for (var row : told(gone)) {
                sink.text(row.id().value(), MailLoader.text(key, EmailRows.texts(row)));
            }
        }
    }

    private static boolean put(
            TextColumns.Key key, TextColumns.Sink sink, EmailId id, Row<Texts> row) {
        sink.text(id.value(), MailLoader.text(key, row.value()));
        return true;
    }

    private List<GoneRow> goneAfter(int email) {
        var gone = new ArrayList<GoneRow>();
        store.scan(
                place,
                GoneRow.VIEW,
                new EmailId(email + 1),
                null,
                (_, row) -> gone.add(row.value()) && gone.size() < FEW);
        return gone;
    }

    private static int last(List<GoneRow> gone) {
        return gone.getLast().email().id().value();
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
