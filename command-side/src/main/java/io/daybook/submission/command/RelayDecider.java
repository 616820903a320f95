package io.daybook.submission.command;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.submission.Fate;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.Answer;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.RelayCommand.Begun;
import io.daybook.submission.RelayCommand.ExpireSubmission;
import io.daybook.submission.RelayCommand.Overtaken;
import io.daybook.submission.RelayCommand.RecordAttempt;
import io.daybook.submission.RelayCommand.Recorded;
import io.daybook.submission.RelayCommand.TellSender;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the relay policy may record of a delivery. Whatever it was told meanwhile, an attempt is
 * begun once, recorded once, and the sender is told once. Pure.
 */
public final class RelayDecider {
    private RelayDecider() {}

    /**
     * @param events to be appended as one
     */
    public record Decided(List<SubmissionEvent> events, Answer answer) {}

    public static Decided begin(BeginAttempt command, SubmissionTable table) {
        Delivery delivery = table.delivery(command.submission());
        if (delivery == null) {
            return finished();
        }
        Ids recipients = command.recipients();
        if (!delivery.open().isEmpty()) {
            return overtaken("an attempt is open");
        }
        if (recipients.isEmpty() || !recipients.stream().allMatch(delivery::isQueued)) {
            return overtaken("not all of the recipients are queued");
        }
        if (command.at().isBefore(delivery.due())) {
            return overtaken("it is not due");
        }
        int attempt = delivery.attempts() + 1;
        var begun = new AttemptBegun(command.submission(), attempt, recipients, command.at());
        return new Decided(List.of(begun), new Begun(attempt));
    }

    public static Decided handOver(BeginHandover command, SubmissionTable table) {
        Delivery delivery = table.delivery(command.submission());
        if (delivery == null) {
            return finished();
        }
        Ids recipients = command.recipients();
        if (delivery.attempts() != command.attempt() || !delivery.handover().isEmpty()) {
            return overtaken("the attempt is not open, or hands over already");
        }
        if (recipients.isEmpty() || !recipients.stream().allMatch(delivery.open()::contains)) {
            return overtaken("not all of the recipients are in the attempt");
        }
        var begun =
                new HandoverBegun(
                        command.submission(), command.attempt(), recipients, command.at());
        return new Decided(List.of(begun), new Recorded(false));
    }

    /**
     * @throws IllegalArgumentException when the outcomes are not one for each recipient of the
     *     attempt, or nothing says when the queued are tried again
     */
    public static Decided record(RecordAttempt command, SubmissionTable table) {
        Delivery delivery = table.delivery(command.submission());
        if (delivery == null) {
            return finished();
        }
        if (delivery.open().isEmpty() || delivery.attempts() != command.attempt()) {
            return overtaken("the attempt is not open");
        }
        List<Outcome> outcomes = outcomes(command, delivery);
        var after = delivery.recorded(outcomes, command.at());
        boolean goesOn = !after.queued().isEmpty();
        if (goesOn && command.nextAttempt() == null) {
            throw new IllegalArgumentException("when are the queued to be tried again?");
        }
        var recorded =
                new AttemptRecorded(
                        command.submission(),
                        command.attempt(),
                        outcomes,
                        goesOn ? command.nextAttempt() : null,
                        command.at());
        return recorded(command, command.at(), List.of(recorded), after);
    }

    private static List<Outcome> outcomes(RecordAttempt command, Delivery delivery) {
        List<Outcome> outcomes = command.outcomes();
        var told = Ids.of(outcomes.stream().mapToInt(Outcome::recipient).toArray());
        if (outcomes.size() != told.size() || !told.equals(delivery.open())) {
            throw new IllegalArgumentException("one outcome for each recipient of the attempt");
        }
        for (Outcome outcome : outcomes) {
            boolean isOpenEnded = outcome.fate() == Fate.QUEUED && outcome.isOwed();
            if (outcome.fate() == Fate.CANCELED || isOpenEnded) {
                throw new IllegalArgumentException("no outcome of an attempt: " + outcome);
            }
        }
        return outcomes.stream()
                .map(outcome ->
                        new Outcome(
                                outcome.recipient(),
                                outcome.fate(),
                                shortened(outcome.reply()),
                                outcome.isOwed()))
                .toList();
    }

    private static String shortened(String reply) {
        return reply.length() <= SubmissionRules.MAX_REPLY
                ? reply
                : reply.substring(0, SubmissionRules.MAX_REPLY);
    }

    public static Decided expire(ExpireSubmission command, SubmissionTable table) {
        Delivery delivery = table.delivery(command.submission());
        if (delivery == null) {
            return finished();
        }
        Ids queued = delivery.queued();
        if (!delivery.open().isEmpty() || queued.isEmpty()) {
            return overtaken("an attempt is open, or nobody is queued");
        }
        Ids owed = common(queued, command.owed());
        var expired = new SubmissionExpired(command.submission(), queued, owed, command.at());
        return recorded(command, command.at(), List.of(expired), delivery.expired(queued, owed));
    }

    /** Whether the report is to be added to the inbox; if so, {@link #told} records it. */
    public static boolean mayTell(TellSender command, SubmissionTable table) {
        Delivery delivery = table.delivery(command.submission());
        return delivery != null && !tellable(command, delivery).isEmpty();
    }

    /**
     * @param report the email that was added to the inbox by the event before
     */
    public static Decided told(TellSender command, SubmissionTable table, EmailId report) {
        Delivery delivery = table.delivery(command.submission());
        if (delivery == null) {
            return finished();
        }
        Ids recipients = tellable(command, delivery);
        BlobId blob = command.report().blob();
        var told = new SenderTold(command.submission(), recipients, report, blob, command.at());
        return recorded(command, command.at(), List.of(told), delivery.told(recipients));
    }

    private static Ids tellable(TellSender command, Delivery delivery) {
        return Ids.of(
                command.recipients().stream()
                        .filter(recipient ->
                                delivery.isQueued(recipient)
                                        || (delivery.has(recipient) && delivery.isOwed(recipient)))
                        .toArray());
    }

    private static Ids common(Ids ids, Ids others) {
        IntStream both = ids.stream().filter(others::contains);
        return Ids.of(both.toArray());
    }

    private static Decided recorded(
            RelayCommand command, Instant at, List<SubmissionEvent> events, Delivery after) {
        if (!after.isDone()) {
            return new Decided(events, new Recorded(false));
        }
        SubmissionId id = command.submission();
        var all = new ArrayList<>(events);
        all.add(new SubmissionFinished(id, at));
        return new Decided(all, new Recorded(true));
    }

    private static Decided finished() {
        return overtaken("there is no such delivery, or it is finished");
    }

    public static Decided overtaken(String why) {
        return new Decided(List.of(), new Overtaken(why));
    }
}
