package io.daybook.submission.command;

import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.ChangeSubmissions.Made;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.submission.SubmissionRefusal;
import io.daybook.submission.SubmissionRefusal.AlreadyMarked;
import io.daybook.submission.SubmissionRefusal.CannotUnsend;
import io.daybook.submission.SubmissionRefusal.NoSuchEmail;
import io.daybook.submission.SubmissionRefusal.NoSuchIdentity;
import io.daybook.submission.SubmissionRefusal.NoSuchSubmission;
import io.daybook.submission.SubmissionRefusal.TooManyPending;
import io.daybook.submission.SubmissionRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of EmailSubmission/set (RFC 8621 section 7.5). Pure. */
public final class SubmissionDecider {
    private final SubmissionTable table;
    private final Instant at;
    private final List<SubmissionEvent> events = new ArrayList<>();
    private final Map<String, Made> made = new LinkedHashMap<>();
    private final Map<String, SubmissionRefusal> notMade = new LinkedHashMap<>();
    private final SequencedMap<EmailId, String> marked = new LinkedHashMap<>();
    private final SequencedSet<SubmissionId> canceled = new LinkedHashSet<>();
    private final Map<SubmissionId, SubmissionRefusal> notCanceled = new LinkedHashMap<>();
    private final SequencedSet<SubmissionId> destroyed = new LinkedHashSet<>();
    private final Map<SubmissionId, SubmissionRefusal> notDestroyed = new LinkedHashMap<>();

    /** What there is to know of the emails of the account. */
    public interface Emails {
        /** Null when there is no such email. */
        @Nullable ThreadId thread(EmailId email);

        /** Why an email that is there cannot be given the keyword; null when it can. */
        @Nullable SubmissionRefusal unmarkable(EmailId email, String keyword);
    }

    private SubmissionDecider(SubmissionTable table, Instant at) {
        this.table = table;
        this.at = at;
    }

    /**
     * @param identities which there are
     */
    public static SubmissionOutcome decide(
            ChangeSubmissions command,
            SubmissionTable table,
            Predicate<IdentityId> identities,
            Emails emails) {
        var decider = new SubmissionDecider(table, command.at());
        for (MakeSubmission make : command.make()) {
            decider.make(make, identities.test(make.identity()), emails);
        }
        command.cancel().forEach(decider::cancel);
        command.destroy().forEach(decider::destroy);
        return new SubmissionOutcome(
                List.copyOf(decider.events),
                decider.made,
                decider.notMade,
                decider.marked,
                List.copyOf(decider.canceled),
                decider.notCanceled,
                List.copyOf(decider.destroyed),
                decider.notDestroyed);
    }

    private void make(MakeSubmission make, boolean hasIdentity, Emails emails) {
        String creationId = make.creationId();
        ThreadId thread = emails.thread(make.email());
        SubmissionRefusal unmarkable = thread == null ? null : unmarkable(make, emails);
        if (!hasIdentity) {
            notMade.put(creationId, new NoSuchIdentity());
        } else if (thread == null) {
            notMade.put(creationId, new NoSuchEmail());
        } else if (unmarkable != null) {
            notMade.put(creationId, unmarkable);
        } else if (table.pending() + made.size() >= SubmissionRules.MAX_PENDING) {
            notMade.put(creationId, new TooManyPending(SubmissionRules.MAX_PENDING));
        } else {
            if (make.mark() != null) {
                marked.put(make.email(), make.mark());
            }
            var id = new SubmissionId(Math.addExact(table.next(), made.size()));
            made.put(creationId, new Made(id, thread));
            events.add(
                    new SubmissionMade(
                            id,
                            make.identity(),
                            make.email(),
                            thread,
                            make.blob(),
                            make.size(),
                            make.envelope(),
                            make.sendAt()));
        }
    }

    /** Why the email cannot be given the mark; null when it can, or none is wanted. */
    private @Nullable SubmissionRefusal unmarkable(MakeSubmission make, Emails emails) {
        String mark = make.mark();
        if (mark == null) {
            return null;
        }
        return marked.containsKey(make.email())
                ? new AlreadyMarked(mark)
                : emails.unmarkable(make.email(), mark);
    }

    private void cancel(SubmissionId id) {
        if (!table.has(id)) {
            notCanceled.put(id, new NoSuchSubmission());
            return;
        }
        if (table.isCanceled(id) || canceled.contains(id)) {
            canceled.add(id);
            return;
        }
        Delivery delivery = table.delivery(id);
        // RFC 8621 section 7: if the update succeeds, nobody has got the message.
        if (delivery == null || !delivery.mayBeCanceled()) {
            notCanceled.put(id, new CannotUnsend());
            return;
        }
        canceled.add(id);
        events.add(new SubmissionCanceled(id, at));
        if (delivery.canceled().isDone()) {
            events.add(new SubmissionFinished(id, at));
        }
    }

    // RFC 8621 section 7.5: destroying MUST NOT affect the deliveries.
    private void destroy(SubmissionId id) {
        if (!table.has(id)) {
            notDestroyed.put(id, new NoSuchSubmission());
        } else if (destroyed.add(id)) {
            events.add(new SubmissionDestroyed(id));
        }
    }
}
