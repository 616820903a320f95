package io.daybook.account.projection;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRows;
import io.daybook.email.projection.EmailRows.Columns;
import io.daybook.email.projection.EmailRows.Texts;
import io.daybook.history.projection.HistoryRow;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.view.Place;
import io.daybook.view.ViewStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Loads an account's views into memory from their rows, large accounts on several threads. */
final class MailLoader {
    private static final int RANGE = 20_000;

    private final ViewStore store;
    private final Place place;

    MailLoader(ViewStore store, Place place) {
        this.store = store;
        this.place = place;
    }

    MailState load() {
        var version = store.version(place);
        var account = store.get(place, MailRows.ACCOUNT, MailRows.Only.ROW);
        var index = new AccountIndex(this::texts);
        var state =
                new MailState(
                        place, index, version, account == null ? AccountRow.NONE : account.value());
        store.scan(
                place,
                MailboxRow.VIEW,
                null,
                null,
                (id, row) -> {
                    state.mailboxes.put(id.value(), row.value());
                    index.loadMailbox(id.value(), row.value().role());
                    return true;
                });
        store.scan(
                place,
                SubmissionRows.LISTINGS,
                null,
                null,
                (id, row) -> {
                    if (row.value().isRecord()) {
                        state.submissions.put(id.value(), row.value().brief());
                    }
                    return true;
                });
        var last = store.last(place, HistoryRow.CLOCKS, 0L, Long.MAX_VALUE);
        state.clock = last == null ? state.clock : last.value();
        loadEmails(index);
        index.loaded();
        state.weighIfGrown();
        return state;
    }

    private void loadEmails(AccountIndex index) {
        var last =
                store.last(
                        place, EmailRows.COLUMNS, new EmailId(0), new EmailId(Integer.MAX_VALUE));
        int end = last == null ? 0 : last.value().id();
        int pieces = end == 0 ? 0 : (end - 1) / RANGE + 1;
        ReadAhead.forEach(
                pieces,
                piece -> {
                    int first = piece * RANGE + 1;
                    return range(first, (int) Math.min((long) first + RANGE - 1, end));
                },
                columns -> columns.forEach(each -> load(each, index)));
    }

    private List<Columns> range(int from, int to) {
        var range = new ArrayList<Columns>();
        store.scan(
                place,
                EmailRows.COLUMNS,
                new EmailId(from),
                to == Integer.MAX_VALUE ? null : new EmailId(to + 1),
                (_, row) -> range.add(row.value()));
        return range;
    }

    private static void load(Columns columns, AccountIndex index) {
        load(columns, columns.thread(), Ids.of(columns.mailboxes()), columns.keywords(), index);
    }

    /** Loads an email that was in other mailboxes, with other keywords, than its row tells. */
    static void load(
            Columns columns, int thread, Ids placed, List<String> words, AccountIndex index) {
        long sentAt = columns.sentAt();
        var facts =
                new Facts(
                        columns.hasAttachment(),
                        sentAt == EmailTable.NO_DATE ? null : Instant.ofEpochMilli(sentAt),
                        "",
                        "",
                        "");
        index.load(
                columns.id(), thread, columns.receivedAt(), columns.size(), placed, words, facts);
    }

    private void texts(TextColumns.Key key, TextColumns.Sink sink) {
        store.scan(
                place,
                EmailRows.TEXTS,
                null,
                null,
                (id, row) -> {
                    sink.text(id.value(), text(key, row.value()));
                    return true;
                });
    }

    static String text(TextColumns.Key key, Texts texts) {
        return switch (key) {
            case SUBJECT -> texts.subjectKey();
            case FROM -> texts.fromKey();
            case TO -> texts.toKey();
        };
    }
}
