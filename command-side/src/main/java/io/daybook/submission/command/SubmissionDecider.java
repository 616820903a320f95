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
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of EmailSubmission/set (RFC 8621 section 7.5). Pure. */
public final class SubmissionDecider {
    private final SubmissionTable table;
    private final Instant at;
    private final List<SubmissionEvent> events = new ArrayList<>();
    private final Map<String, Made> made = new LinkedHashMap<>();
    private final Map<String, SubmissionRefusal> notMade = new LinkedHashMap<>();
    private final SequencedSet<SubmissionId> canceled = new LinkedHashSet<>();
    private final Map<SubmissionId, SubmissionRefusal> notCanceled = new LinkedHashMap<>();
    private final SequencedSet<SubmissionId> destroyed = new LinkedHashSet<>();
    private final Map<SubmissionId, SubmissionRefusal> notDestroyed = new LinkedHashMap<>();

    private SubmissionDecider(SubmissionTable table, Instant at) {
        this.table = table;
        this.at = at;
    }

    /**
     * @param identities which there are
     * @param threads of an email, null when there is no such email
     */
    public static SubmissionOutcome decide(
            ChangeSubmissions command,
            SubmissionTable table,
            Predicate<IdentityId> identities,
            Function<EmailId, @Nullable ThreadId> threads) {
        var decider = new SubmissionDecider(table, command.at());
        for (MakeSubmission make : command.make()) {
            decider.make(make, identities.test(make.identity()), threads.apply(make.email()));
        }
        command.cancel().forEach(decider::cancel);
        command.destroy().forEach(decider::destroy);
        return new SubmissionOutcome(
                List.copyOf(decider.events),
                decider.made,
                decider.notMade,
                List.copyOf(decider.canceled),
                decider.notCanceled,
                List.copyOf(decider.destroyed),
                decider.notDestroyed);
    }

    private void make(MakeSubmission make, boolean hasIdentity, @Nullable ThreadId thread) {
        String creationId = make.creationId();
        if (!hasIdentity) {
            notMade.put(creationId, new NoSuchIdentity());
        } else if (thread == null) {
            notMade.put(creationId, new NoSuchEmail());
        } else if (table.pending() + made.size() >= SubmissionRules.MAX_PENDING) {
            notMade.put(creationId, new TooManyPending(SubmissionRules.MAX_PENDING));
        } else {
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
