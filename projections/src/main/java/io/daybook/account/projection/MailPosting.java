package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.blob.projection.BlobLinks;
import io.daybook.blob.projection.BlobLinks.Link;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.email.projection.GoneTimes;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.vacation.VacationEvent;
import io.daybook.view.RowStore;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts rows of what the events of one account did to its state. What is posted here depends on the
 * rows that are read only for rows: when somebody else has written some of it meanwhile, the rest
 * is posted again over that.
 */
final class MailPosting {
    private final RowStore store;
    private final MailState state;
    private final MailFold.FactsOf facts;
    private final EmailBuffer emails;
    private final ViewBatch batch;
    private final SendingFold sending;
    private final RowBuffer<EmailId, GoneRow> gone;
    private final HistoryFold history;

    /**
     * @param batch that follows the state's version
     * @param held where email rows wait, of a view that nobody reads yet; null to write them
     */
    MailPosting(
            RowStore store,
            MailState state,
            MailFold.FactsOf facts,
            ViewBatch batch,
            @Nullable HeldRows held) {
        this.store = store;
        this.state = state;
        this.facts = facts;
        this.emails = new EmailBuffer(store, state.place, held);
        this.batch = batch;
        this.gone = new RowBuffer<>(store, state.place, GoneRow.VIEW);
        this.sending = new SendingFold(store, state, batch);
        this.history = new HistoryFold(store, state, batch);
    }

    /** Forgets what was posted but not written; the rows are at this version. */
    void restart(Version rows) {
        emails.discard();
        gone.discard();
        sending.discard();
        batch.restart(rows);
    }

    /** Posts the rows of one event, or a part of it. */
    void post(Folded folded) {
        long seq = folded.whole().seq();
        folded.told()
                .forEach((type, row) ->
                        batch.put(MailRows.CHANGES, new MailRows.Change(type, seq), seq, row));
        var event = folded.event();
        if (event != null) {
            post(folded, event);
        }
        if (folded.isFirst()) {
            history.post(folded);
        }
        if (event != null) {
            history.touch(seq, event, folded.rows(), !folded.isFirst());
        }
    }

    /** The rows of it are there already: what is kept of them in memory is read. */
    void follow(Folded folded) {
        if (folded.event() instanceof SubmissionEvent submission) {
            sending.follow(submission);
        }
    }

    private void post(Folded folded, MailEvent event) {
        long seq = folded.whole().seq();
        switch (event) {
            case IdentityEvent identity -> sending.post(seq, identity);
            case SubmissionEvent submission -> sending.post(seq, submission);
            case VacationEvent vacation -> sending.post(seq, vacation);
            case EmailEvent email -> post(folded, email);
            case ThreadsMerged merged -> recreate(folded, merged);
            case MailboxEvent mailbox -> history.in(mailbox.mailbox().value());
            case AccountOpened opened -> sending.open(seq, opened.owner());
            default -> {
                // Events of other slices leave no rows of their own here.
            }
        }
    }

    private void post(Folded folded, EmailEvent event) {
        long seq = folded.whole().seq();
        switch (event) {
            case EmailsAdded(var added) -> added.forEach(email -> add(seq, email));
            case EmailsRestored(var restored, var recreated) -> {
                restored.forEach(email -> {
                    comeBack(email.email(), null);
                    add(seq, email);
                });
                recreated.forEach(it -> comeBack(new EmailId(it.was()), new EmailId(it.is())));
            }
            case KeywordsChanged changed ->
                    touched(changed.emails())
                            .forEach(row -> emails.put(EmailChanges.keywords(row, seq, changed)));
            case EmailsMoved moved -> {
                touched(moved.emails())
                        .forEach(row -> emails.put(EmailChanges.placements(row, seq, moved)));
                moved.entered().forEach(entry -> history.in(entry.mailbox().value()));
            }
            case EmailsRedigested(var ids, _) ->
                    touched(ids)
                            .forEach(row ->
                                    emails.put(
                                            EmailChanges.redigested(
                                                    row, seq, facts.of(row.blob()))));
            case EmailsDestroyed(var ids) -> touched(ids).forEach(row -> remove(row, folded, null));
        }
    }

    /** The email is not gone any more, or it goes on under another id. */
    private void comeBack(EmailId id, @Nullable EmailId goesOnAs) {
        var row = gone.get(id);
        if (row != null) {
            // The row stays: it tells what the email was when it was destroyed.
            if (goesOnAs != null) {
                gone.set(id, row.seq(), row.goingOnAs(goesOnAs));
            }
            batch.delete(GoneTimes.VIEW, GoneTimes.of(row));
            batch.delete(BlobLinks.GONE, new Link(row.email().blob(), id));
        }
    }

    private List<EmailRow> touched(Ids ids) {
        var rows = emails.get(ids);
        rows.forEach(row -> history.in(row.placements()));
        return rows;
    }

    private void add(long seq, AddedEmail added) {
        history.in(added.placements());
        var row = EmailChanges.added(added, seq, facts.of(added.blob()));
        emails.put(row);
        EmailBuffer.link(row, seq, batch);
    }

    private void recreate(Folded folded, ThreadsMerged merged) {
        var was = Ids.of(merged.recreated().stream().mapToInt(Recreated::was).toArray());
        var rows =
                touched(was).stream()
                        .collect(Collectors.toMap(row -> row.id().value(), row -> row));
        for (var pair : merged.recreated()) {
            EmailRow old = rows.get(pair.was());
            if (old != null) {
                move(old, folded, new EmailId(pair.is()), merged.survivor());
            }
        }
    }

    private void remove(EmailRow old, Folded folded, @Nullable EmailId goesOnAs) {
        long seq = folded.whole().seq();
        emails.delete(old);
        EmailBuffer.unlink(old, batch);
        var row = new GoneRow(seq, folded.whole().at(), goesOnAs, old);
        gone.set(old.id(), seq, row);
        if (goesOnAs == null) {
            batch.put(GoneTimes.VIEW, GoneTimes.of(row), seq, old.blob());
            batch.put(BlobLinks.GONE, new Link(old.blob(), old.id()), seq, row.at());
        }
    }

    private void move(EmailRow old, Folded folded, EmailId id, ThreadId thread) {
        long seq = folded.whole().seq();
        var row = EmailChanges.recreated(old, seq, id, thread);
        remove(old, folded, id);
        emails.put(row);
        EmailBuffer.link(row, seq, batch);
    }

    /** The messages of emails, whether these are there or were destroyed. */
    Map<Integer, BlobId> messages(Ids ids) {
        var messages = new HashMap<Integer, BlobId>();
        emails.get(ids).forEach(row -> messages.put(row.id().value(), row.blob()));
        ids.forEach(id -> {
            var row = messages.containsKey(id) ? null : gone.get(new EmailId(id));
            if (row != null) {
                messages.put(id, row.email().blob());
            }
        });
        return messages;
    }

    int size() {
        return emails.size() + gone.size() + sending.size() + batch.size();
    }

    /**
     * Writes what was posted.
     *
     * @param mailboxes those that changed, with the event that changed each
     * @param accountSeq the last event that changed the account's row, or -1
     * @return false when somebody else has written meanwhile
     */
    boolean write(Map<Integer, Long> mailboxes, long accountSeq) {
        emails.flush(batch);
        gone.flush(batch);
        sending.flush();
        mailboxes.forEach((id, seq) -> {
            var row = state.mailboxes.get(id);
            if (row == null) {
                batch.delete(MailboxRow.VIEW, new MailboxId(id));
            } else {
                batch.put(MailboxRow.VIEW, row.id(), seq, row);
            }
        });
        if (accountSeq >= 0) {
            batch.put(MailRows.ACCOUNT, MailRows.Only.ROW, accountSeq, state.account);
        }
        batch.reach(state.version);
        if (!store.commit(batch)) {
            return false;
        }
        batch.clear();
        return true;
    }

    /** Whether what is due in the account is something else than before. */
    boolean dueMoved() {
        return sending.dueMoved();
    }
}
