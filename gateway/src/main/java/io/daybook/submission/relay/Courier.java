package io.daybook.submission.relay;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.core.jmap.Bus;
import io.daybook.smtp.RcptParameters;
import io.daybook.smtp.SmtpReply;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery;
import io.daybook.submission.GetDelivery.Delivery;
import io.daybook.submission.GetDelivery.OpenAttempt;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.RelayCommand.Begun;
import io.daybook.submission.RelayCommand.ExpireSubmission;
import io.daybook.submission.RelayCommand.RecordAttempt;
import io.daybook.submission.RelayCommand.Recorded;
import io.daybook.submission.RelayCommand.TellSender;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.relay.DeliveryReport.Action;
import io.daybook.submission.relay.Relay.Mail;
import io.daybook.submission.relay.Relay.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one delivery as far as it goes now. Every step is recorded before the next, so that it
 * can be taken up again wherever it was left.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int MOST_STEPS = 8;
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
    private static final Duration REST = Duration.ofMinutes(1);
    private static final SmtpReply CUT_OFF =
            SmtpReply.synthetic(
                    451,
                    "4.3.2",
                    "this server stopped while it sent the message; it may have been"
                            + " accepted");
    private static final SmtpReply NOT_SENT =
            SmtpReply.synthetic(451, "4.3.2", "this server stopped before the message was sent");
    private static final SmtpReply NO_ADDRESS =
            SmtpReply.synthetic(553, "5.1.3", "the address cannot be written in SMTP");
    private static final SmtpReply LOST =
            SmtpReply.synthetic(451, "4.3.0", "the message cannot be read");

    private final Bus bus;
    private final BlobStore blobs;
    private final Relay relay;
    private final Reports reports;
    private final Clock clock;
    private final Tokens tokens;
    private final Duration courtesy;

    /**
     * @param courtesy how long an open attempt that this courier did not begin is left to whoever
     *     did; zero where nobody else sends
     */
    Courier(
            Bus bus,
            BlobStore blobs,
            Relay relay,
            Reports reports,
            Clock clock,
            Tokens tokens,
            Duration courtesy) {
        this.bus = bus;
        this.blobs = blobs;
        this.relay = relay;
        this.reports = reports;
        this.clock = clock;
        this.tokens = tokens;
        this.courtesy = courtesy;
    }

    /**
     * Does what is due.
     *
     * @return when to look again, since something is due still, but nothing comes of it now; null
     *     when nothing is
     */
    @Nullable Instant carry(AccountId account, SubmissionId submission) {
        for (int step = 0; step < MOST_STEPS; step++) {
            var query = new GetDelivery(account, submission);
            if (!(bus.query(query, GetDelivery.Answer.class) instanceof Delivery delivery)) {
                return null;
            }
            Instant now = clock.instant();
            switch (Todo.of(delivery, now)) {
                case Todo.Nothing() -> {
                    return null;
                }
                case Todo.Recover(var open) when now.isBefore(open.at().plus(courtesy)) -> {
                    return open.at().plus(courtesy);
                }
                case Todo.Recover(var open) -> recover(delivery, open, now);
                case Todo.Tell(var recipients) -> tell(delivery, recipients, null, now);
                case Todo.Warn(var recipients) -> tell(delivery, recipients, Action.DELAYED, now);
                case Todo.Expire(var recipients) -> expire(delivery, recipients, now);
                case Todo.Attempt(var recipients) -> attempt(delivery, recipients, now);
            }
        }
        return clock.instant().plus(REST);
    }

    private void attempt(Delivery delivery, Ids recipients, Instant now) {
        var begin = new BeginAttempt(delivery.account(), delivery.submission(), recipients, now);
        if (command(begin) instanceof Begun(var attempt)) {
            var transaction = transfer(delivery, recipients, attempt);
            record(delivery, attempt, outcomes(delivery, recipients, transaction));
        }
    }

    private Transaction transfer(Delivery delivery, Ids recipients, int attempt) {
        BlobStore.Blob blob = blobs.open(delivery.account(), delivery.blob());
        if (blob == null) {
            return all(recipients, Fate.QUEUED, LOST);
        }
        Mail mail = Letter.mail(delivery.envelope(), recipients, new BlobContent(blob));
        if (mail == null || mail.recipients().isEmpty()) {
            return all(recipients, Fate.FAILED, NO_ADDRESS);
        }
        return relay.transfer(mail, accepted -> handOver(delivery, attempt, accepted));
    }

    /** What cannot be recorded is not sent. */
    private boolean handOver(Delivery delivery, int attempt, Ids accepted) {
        var handover =
                new BeginHandover(
                        delivery.account(),
                        delivery.submission(),
                        attempt,
                        accepted,
                        clock.instant());
        try {
            return command(handover) instanceof Recorded;
        } catch (RuntimeException e) {
            LOG.error("A handover cannot be recorded; nothing is sent.", e);
            return false;
        }
    }

    private static Transaction all(Ids recipients, Fate fate, SmtpReply reply) {
        return new Transaction(
                recipients.stream()
                        .mapToObj(index -> new Relay.Outcome(index, fate, reply))
                        .toList(),
                false);
    }

    /** One outcome for each recipient of the attempt. */
    private static List<Outcome> outcomes(
            Delivery delivery, Ids recipients, Transaction transaction) {
        Map<Integer, Relay.Outcome> known = new HashMap<>();
        transaction.outcomes().forEach(outcome -> known.put(outcome.recipient(), outcome));
        var outcomes = new ArrayList<Outcome>();
        recipients.forEach(index -> {
            var outcome =
                    known.getOrDefault(index, new Relay.Outcome(index, Fate.FAILED, NO_ADDRESS));
            boolean isOwed = isOwed(delivery, index, outcome.fate(), transaction.reports());
            outcomes.add(new Outcome(index, outcome.fate(), outcome.reply().text(), isOwed));
        });
        return outcomes;
    }

    /**
     * RFC 3461 sections 4.1 and 5.2.2: the sender is told of a failure unless he does not want it,
     * and of a success that he wants to know of when nobody after this server will tell him.
     */
    private static boolean isOwed(Delivery delivery, int index, Fate fate, boolean reports) {
        // RFC 5321 section 4.5.5: nobody is told of what has no sender.
        if (delivery.envelope().mailFrom().email().isEmpty()) {
            return false;
        }
        var wishes = Letter.parameters(delivery.envelope(), index).orElse(RcptParameters.NONE);
        return switch (fate) {
            case FAILED -> wishes.wantsFailure();
            case RELAYED -> wishes.wantsSuccess() && !reports;
            case QUEUED, UNKNOWN, CANCELED -> false;
        };
    }

    /** What was not handed over is tried again; what may have been is not, ever. */
    private void recover(Delivery delivery, OpenAttempt open, Instant now) {
        var outcomes = new ArrayList<Outcome>();
        open.recipients()
                .forEach(index ->
                        outcomes.add(
                                open.handover().contains(index)
                                        ? new Outcome(index, Fate.UNKNOWN, CUT_OFF.text(), false)
                                        : new Outcome(index, Fate.QUEUED, NOT_SENT.text(), false)));
        command(
                new RecordAttempt(
                        delivery.account(),
                        delivery.submission(),
                        open.attempt(),
                        outcomes,
                        Schedule.afterCrash(open.attempt(), now),
                        now));
    }

    /** Once a message has gone out, that must not be forgotten for want of a little patience. */
    private void record(Delivery delivery, int attempt, List<Outcome> outcomes) {
        Instant now = clock.instant();
        var record =
                new RecordAttempt(
                        delivery.account(),
                        delivery.submission(),
                        attempt,
                        outcomes,
                        Schedule.nextAttempt(delivery.sendAt(), attempt, now),
                        now);
        for (long pause = FIRST_PAUSE; pause < LONGEST_PAUSE; pause *= 2) {
            try {
                command(record);
                return;
            } catch (RuntimeException e) {
                LOG.error("What came of an attempt cannot be recorded; it is tried again.", e);
                LockSupport.parkNanos(pause);
            }
        }
        command(record);
    }

    private void expire(Delivery delivery, Ids recipients, Instant now) {
        Ids owed =
                Ids.of(
                        recipients.stream()
                                .filter(index -> isOwed(delivery, index, Fate.FAILED, false))
                                .toArray());
        command(new ExpireSubmission(delivery.account(), delivery.submission(), owed, now));
    }

    private void tell(Delivery delivery, Ids recipients, @Nullable Action action, Instant now) {
        var report = reports.store(delivery, recipients, action, tokens.next(), now);
        if (report != null) {
            command(
                    new TellSender(
                            delivery.account(), delivery.submission(), recipients, report, now));
        }
    }

    private RelayCommand.Answer command(RelayCommand command) {
        var cause = new Cause("system", "relay", "", "", tokens.next());
        return bus.command(command, cause, RelayCommand.Answer.class);
    }
}
