package io.daybook.history.query;

import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.projection.GoneRow;
import io.daybook.history.HistoryView.Change;
import io.daybook.history.projection.HistoryReads.Log;
import io.daybook.history.projection.HistoryRow;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.vacation.VacationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what one event changed, and of which objects. */
final class Telling {
    private final Log log;
    private final HistoryRow row;
    private final Map<EmailId, GoneRow> gone;
    private final int most;

    /**
     * @param gone of the emails that the event destroyed, where it is kept what they were
     * @param most the most objects that are told of
     */
    Telling(Log log, HistoryRow row, Map<EmailId, GoneRow> gone, int most) {
        this.log = log;
        this.row = row;
        this.gone = gone;
        this.most = most;
    }

    /**
     * @param count of all objects that the event changed
     */
    record Told(int count, List<Change> objects) {
        static final Told NOTHING = new Told(0, List.of());
    }

    /** The emails that the event destroyed or gave another id. */
    static Stream<EmailId> destroyed(Event event) {
        return switch (event) {
            case EmailsDestroyed(var emails) -> emails.stream().mapToObj(EmailId::new);
            case ThreadsMerged merged ->
                    merged.recreated().stream().map(pair -> new EmailId(pair.was()));
            default -> Stream.empty();
        };
    }

    Told of(Event event) {
        return switch (event) {
            case EmailEvent email -> of(email);
            case ThreadEvent thread -> of(thread);
            case MailboxEvent mailbox -> one(MailboxTelling.of(mailbox, row.before()));
            case IdentityEvent identity -> one(SendingTelling.of(identity));
            case SubmissionEvent submission -> one(SendingTelling.of(submission));
            case VacationEvent vacation -> one(SendingTelling.of(vacation));
            default -> {
                Long hardLimit = log.hardLimit(event);
                // Events of slices that have nothing to show here.
                yield hardLimit == null ? Told.NOTHING : one(quota(hardLimit));
            }
        };
    }

    private Change quota(long hardLimit) {
        @Nullable Map<String, @Nullable Object> before = row.seq() == 0 ? null : Map.of();
        return new Change("Quota", "octets", before, Map.of("hardLimit", hardLimit));
    }

    private Told one(Change change) {
        return new Told(1, most > 0 ? List.of(change) : List.of());
    }

    private Told of(EmailEvent event) {
        return switch (event) {
            case EmailsAdded(var added) -> added(added);
            case EmailsRestored(var restored, _) -> added(restored);
            case KeywordsChanged(var emails, var added, var removed) ->
                    each(emails, id -> EmailTelling.keywords(id, added, removed));
            case EmailsMoved(var emails, var entered, var left) ->
                    each(emails, id -> EmailTelling.moved(id, entered, left));
            case EmailsRedigested(var emails, _) -> each(emails, EmailTelling::redigested);
            case EmailsDestroyed(var emails) -> each(emails, this::destroyed);
        };
    }

    private Told added(List<AddedEmail> emails) {
        return new Told(
                emails.size(), emails.stream().limit(most).map(EmailTelling::added).toList());
    }

    private Told each(Ids emails, IntFunction<Change> change) {
        return new Told(emails.size(), emails.stream().limit(most).mapToObj(change).toList());
    }

    private Change destroyed(int email) {
        return EmailTelling.destroyed(email, row.seq(), gone.get(new EmailId(email)));
    }

    private Told of(ThreadEvent event) {
        return switch (event) {
            case ThreadsMerged merged -> {
                var changes = new ArrayList<Change>();
                for (var thread : merged.merged()) {
                    changes.add(new Change("Thread", thread.toString(), Map.of(), null));
                }
                changes.add(new Change("Thread", merged.survivor().toString(), Map.of(), Map.of()));
                int left = Math.max(0, most - changes.size());
                merged.recreated().stream()
                        .limit(left / 2)
                        .forEach(pair -> {
                            changes.add(destroyed(pair.was()));
                            changes.add(
                                    EmailTelling.recreated(
                                            pair.is(),
                                            merged.survivor(),
                                            gone.get(new EmailId(pair.was()))));
                        });
                int count = merged.merged().size() + 1 + 2 * merged.recreated().size();
                yield new Told(count, changes.stream().limit(most).toList());
            }
        };
    }
}
