package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.quota.GetQuotas;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Folds events into the columns of an account, and tells what each has changed. */
final class IndexFold {
    private static final ChangeRow MAILBOX_COUNTED = ChangeRow.minor(Ids.of(GetQuotas.MAILBOXES));

    private final IndexColumns columns;

    IndexFold(IndexColumns columns) {
        this.columns = columns;
    }

    /**
     * Folds one event.
     *
     * @param facts of the messages of {@link EmailsAdded}, {@link EmailsRestored} and {@link
     *     EmailsRedigested}, in their order; else empty
     */
    IndexDelta apply(MailEvent event, List<Facts> facts) {
        return switch (event) {
            case EmailsAdded(var emails) -> add(emails, facts, true);
            case KeywordsChanged(var emails, var added, var removed) ->
                    changeKeywords(present(emails), added, removed);
            case EmailsMoved(var emails, var entered, var left) ->
                    move(present(emails), entered, left);
            case EmailsDestroyed(var emails) -> destroy(present(emails));
            case EmailsRestored(var emails, _) -> add(emails, facts, false);
            case EmailsRedigested(var emails, _) -> redigest(emails, facts);
            case ThreadsMerged merged -> merge(merged);
            case MailboxEvent mailbox -> change(mailbox);
            case AccountOpened _ ->
                    IndexDelta.ofQuotas(
                            ChangeRow.creating(Ids.of(GetQuotas.OCTETS, GetQuotas.MAILBOXES)));
            case QuotaChanged _ ->
                    IndexDelta.ofQuotas(ChangeRow.updating(Ids.of(GetQuotas.OCTETS)));
            default -> IndexDelta.NONE;
        };
    }

    private Ids present(Ids emails) {
        for (int i = 0; i < emails.size(); i++) {
            if (!columns.table.has(emails.get(i))) {
                return Ids.of(emails.stream().filter(columns.table::has).toArray());
            }
        }
        return emails;
    }

    private IndexDelta add(List<AddedEmail> emails, List<Facts> facts, boolean delivered) {
        for (int i = 0; i < emails.size(); i++) {
            var email = emails.get(i);
            columns.insert(
                    email.email().value(),
                    email.thread().value(),
                    email.receivedAt().toEpochMilli(),
                    email.size(),
                    mailboxesOf(email.placements()),
                    email.keywords(),
                    facts.get(i));
        }
        var added = Ids.ofEmails(emails.stream().map(AddedEmail::email).toList());
        columns.places.sortIn(added);
        return delta(
                ChangeRow.creating(added),
                ChangeRow.NONE,
                ChangeRow.minor(Ids.of(GetQuotas.OCTETS)),
                delivered);
    }

    private IndexDelta changeKeywords(Ids emails, List<String> added, List<String> removed) {
        var bitmap = RoaringBitmap.bitmapOf(emails.toArray());
        columns.keywords.change(bitmap, added, removed);
        if (KeywordColumns.hasReadMark(added) || KeywordColumns.hasReadMark(removed)) {
            emails.forEach(
                    email -> columns.counts.setUnread(email, columns.keywords.isUnread(email)));
        }
        return delta(ChangeRow.minor(emails), ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private IndexDelta move(Ids emails, List<Entry> entered, Ids left) {
        var bitmap = RoaringBitmap.bitmapOf(emails.toArray());
        left.forEach(mailbox -> columns.places.leave(mailbox, bitmap));
        var results = new HashMap<Ids, Ids>();
        emails.forEach(email -> {
            var before = columns.sets.get(columns.table.placed(email));
            var after = results.computeIfAbsent(before, _ -> moved(before, entered, left));
            columns.counts.place(email, columns.sets.use(after));
        });
        entered.forEach(entry -> columns.places.enter(entry.mailbox().value(), bitmap));
        left.forEach(columns.mailboxes::drop);
        return delta(ChangeRow.updating(emails), ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private static Ids moved(Ids before, List<Entry> entered, Ids left) {
        var after = new IntList();
        before.stream().filter(mailbox -> !left.contains(mailbox)).forEach(after::add);
        entered.forEach(entry -> after.add(entry.mailbox().value()));
        return Ids.of(after.toArray());
    }

    private IndexDelta destroy(Ids emails) {
        columns.remove(emails);
        return delta(
                ChangeRow.destroying(emails),
                ChangeRow.NONE,
                ChangeRow.minor(Ids.of(GetQuotas.OCTETS)),
                false);
    }

    private IndexDelta redigest(Ids emails, List<Facts> facts) {
        var changed = new IntList();
        for (int i = 0; i < emails.size(); i++) {
            int email = emails.get(i);
            if (columns.table.has(email)) {
                changed.add(email);
                columns.redigest(email, facts.get(i));
            }
        }
        var updated = ChangeRow.updating(Ids.of(changed.toArray()));
        return delta(updated, ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private IndexDelta merge(ThreadsMerged merged) {
        var recreated =
                merged.recreated().stream().filter(pair -> columns.table.has(pair.was())).toList();
        for (var pair : recreated) {
            columns.recreate(pair.was(), pair.is(), merged.survivor().value());
        }
        var is = Ids.of(recreated.stream().mapToInt(pair -> pair.is()).toArray());
        var was = Ids.of(recreated.stream().mapToInt(pair -> pair.was()).toArray());
        columns.places.sortIn(is);
        columns.remove(was);
        return delta(
                new ChangeRow(is, Ids.NONE, Ids.NONE, was), ChangeRow.NONE, ChangeRow.NONE, false);
    }

    private IndexDelta change(MailboxEvent event) {
        var column = columns.mailboxes.touch(event.mailbox().value(), columns.tracker);
        var id = Ids.of(column.mailbox);
        return switch (event) {
            case MailboxCreated(_, _, _, var role, _, _, _) -> create(column, role);
            case MailboxRestored(_, _, _, var role, _, _, _, _) -> create(column, role);
            case MailboxDestroyed _ -> {
                column.exists = false;
                columns.changeRole(column.mailbox, null);
                var delta = delta(ChangeRow.NONE, ChangeRow.destroying(id), MAILBOX_COUNTED, false);
                columns.mailboxes.drop(column.mailbox);
                yield delta;
            }
            case MailboxRoleChanged(_, var role) -> {
                columns.changeRole(column.mailbox, role);
                yield delta(ChangeRow.NONE, ChangeRow.updating(id), ChangeRow.NONE, false);
            }
            case MailboxEvent.MailboxRenamed _,
                    MailboxEvent.MailboxMoved _,
                    MailboxEvent.MailboxSorted _,
                    MailboxEvent.MailboxSubscriptionChanged _ ->
                    delta(ChangeRow.NONE, ChangeRow.updating(id), ChangeRow.NONE, false);
        };
    }

    private IndexDelta create(MailboxColumn column, @Nullable String role) {
        column.exists = true;
        columns.changeRole(column.mailbox, role);
        var created = ChangeRow.creating(Ids.of(column.mailbox));
        return delta(ChangeRow.NONE, created, MAILBOX_COUNTED, false);
    }

    private IndexDelta delta(
            ChangeRow emails, ChangeRow mailboxes, ChangeRow quotas, boolean delivered) {
        var threadsChanged = columns.tracker.settleThreads();
        var mailboxesChanged = columns.tracker.settleMailboxes(mailboxes);
        return new IndexDelta(
                emails,
                threadsChanged,
                mailboxesChanged,
                emails.isEmpty() && mailboxes.isEmpty() ? ChangeRow.NONE : quotas,
                delivered && !emails.isEmpty());
    }

    private static Ids mailboxesOf(List<Placement> placements) {
        return Ids.of(placements.stream().mapToInt(place -> place.mailbox().value()).toArray());
    }
}
