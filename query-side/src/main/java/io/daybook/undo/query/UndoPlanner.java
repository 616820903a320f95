package io.daybook.undo.query;

import io.daybook.account.AccountEvent;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.Content;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.undo.RevertPlan;
import io.daybook.undo.RevertPlan.CannotUndo;
import io.daybook.undo.RevertPlan.Missing;
import io.daybook.undo.RevertPlan.Planned;
import io.daybook.undo.RevertPlan.TooMany;
import io.daybook.undo.query.AccountPast.Destroyed;
import io.daybook.vacation.VacationEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Works out what the records that some changes touched were before them and what those changes left
 * of them. The changes compose: what was before the first and what the last left. Pure.
 */
public final class UndoPlanner {
    private final AccountPast past;
    private final Map<Integer, Integer> current;
    private final Map<Integer, EmailUndo> emails = new TreeMap<>();
    private final Map<Long, Map<Integer, Content>> destroyedThen = new HashMap<>();
    private final Set<Long> mailboxSeqs = new HashSet<>();
    private final Set<Long> identitySeqs = new HashSet<>();
    private final Set<Long> vacationSeqs = new HashSet<>();
    private final Map<Long, CannotUndo> notUndone = new LinkedHashMap<>();

    /** An event to undo. */
    public record Change(long seq, MailEvent event) {}

    private UndoPlanner(AccountPast past, Map<Integer, Integer> current) {
        this.past = past;
        this.current = current;
    }

    /**
     * @param changes ascending
     * @param notFound see {@link Missing#changes}
     * @param limit on the records
     */
    public static RevertPlan plan(
            List<Change> changes, List<Long> notFound, AccountPast past, int limit) {
        Set<Integer> named = new TreeSet<>();
        changes.forEach(change -> named(change.event()).forEach(named::add));
        if (named.size() > limit) {
            return new TooMany(named.size());
        }
        var planner = new UndoPlanner(past, past.current(named));
        planner.readWhatCameBack(changes);
        changes.forEach(planner::take);
        Planned planned = planner.plan(notFound);
        int records = planned.emails().size() + planned.mailboxes().size();
        return records > limit ? new TooMany(records) : planned;
    }

    private static IntStream named(MailEvent event) {
        return switch (event) {
            case EmailsAdded(var added) -> numbers(added);
            case EmailsRestored(var restored, _) -> numbers(restored);
            case EmailsDestroyed(var destroyed) -> destroyed.stream();
            case KeywordsChanged changed -> changed.emails().stream();
            case EmailsMoved moved -> moved.emails().stream();
            default -> IntStream.empty();
        };
    }

    private static IntStream numbers(List<AddedEmail> emails) {
        return emails.stream().mapToInt(it -> it.email().value());
    }

    /** What emails were like when they were destroyed that a later one of the changes restored. */
    private void readWhatCameBack(List<Change> changes) {
        Map<Integer, Long> destroyed = new HashMap<>();
        Map<Long, Set<Integer>> wanted = new TreeMap<>();
        for (Change change : changes) {
            if (change.event() instanceof EmailsDestroyed(var gone)) {
                gone.forEach(it -> destroyed.put(it, change.seq()));
            } else if (change.event() instanceof EmailsRestored(var back, var recreated)) {
                IntStream.concat(numbers(back), recreated.stream().mapToInt(Recreated::was))
                        .filter(destroyed::containsKey)
                        .forEach(it ->
                                wanted.computeIfAbsent(destroyed.remove(it), _ -> new TreeSet<>())
                                        .add(it));
            }
        }
        wanted.forEach((seq, ids) -> destroyedThen.put(seq, past.before(seq, ids)));
    }

    private void take(Change change) {
        switch (change.event()) {
            case EmailsRedigested _ -> notUndone.put(change.seq(), CannotUndo.ACCOUNT);
            case EmailEvent email -> take(change.seq(), email);
            case MailboxEvent _ -> mailboxSeqs.add(change.seq());
            case IdentityEvent _ -> identitySeqs.add(change.seq());
            case VacationEvent _ -> vacationSeqs.add(change.seq());
            case ThreadEvent _ -> notUndone.put(change.seq(), CannotUndo.THREADS_MERGED);
            case SubmissionEvent _ -> notUndone.put(change.seq(), CannotUndo.SUBMISSION);
            case AccountEvent _ -> notUndone.put(change.seq(), CannotUndo.ACCOUNT);
            // MailEvent is open to later slices; an event that nobody can undo is an error.
            default -> throw new IllegalStateException("no undo of " + change.event().getClass());
        }
    }

    private void take(long seq, EmailEvent event) {
        switch (event) {
            case EmailsAdded(var added) -> added.forEach(it -> of(it.email().value()).arrived(it));
            case EmailsRestored(var restored, _) ->
                    restored.forEach(it -> of(it.email().value()).arrived(it));
            case EmailsDestroyed(var destroyed) -> {
                var contents = destroyedThen.getOrDefault(seq, Map.of());
                destroyed.forEach(it -> of(it).destroyed(contents.get(it)));
            }
            case KeywordsChanged(var changed, var added, var removed) ->
                    changed.forEach(it -> of(it).keywords(added, removed));
            case EmailsMoved(var moved, var entered, var left) -> {
                var into =
                        Ids.ofMailboxes(entered.stream().map(EmailEvent.Entry::mailbox).toList());
                moved.forEach(it -> of(it).moved(into, left));
            }
            case EmailsRedigested _ -> throw new IllegalStateException("it touches no record");
        }
    }

    /** Under the id that the email has now: merges of threads re-create emails. */
    private EmailUndo of(int email) {
        return emails.computeIfAbsent(current.getOrDefault(email, email), _ -> new EmailUndo());
    }

    private Planned plan(List<Long> notFound) {
        List<EmailRevert> reverts = new ArrayList<>();
        List<EmailId> expired = new ArrayList<>();
        plan(reverts, expired);
        return new Planned(
                mailboxSeqs.isEmpty() ? List.of() : MailboxUndo.plan(mailboxSeqs, past),
                reverts,
                identitySeqs.isEmpty() ? null : IdentityUndo.plan(identitySeqs, past),
                vacationSeqs.isEmpty() ? null : VacationUndo.plan(vacationSeqs, past),
                notUndone,
                new Missing(notFound, List.of(), List.of(), expired));
    }

    private void plan(List<EmailRevert> reverts, List<EmailId> expired) {
        List<Integer> back = new ArrayList<>();
        emails.forEach((email, undo) -> {
            if (undo.comesBack()) {
                back.add(email);
            }
        });
        Map<Integer, Destroyed> destroyed = past.destroyed(back);
        emails.forEach((email, undo) -> {
            Destroyed was = destroyed.get(email);
            if (was == null) {
                undo.revert(new EmailId(email)).ifPresent(reverts::add);
            } else if (was.isKept()) {
                reverts.add(was.back(undo.before(was.email().content())));
            } else {
                expired.add(new EmailId(email));
            }
        });
    }
}
