package io.daybook.submission.command;

import io.daybook.core.Ids;
import io.daybook.submission.Fate;
import io.daybook.submission.SubmissionEvent.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** What of a submission is not finished. Immutable: 1 octet for each recipient, and a few more. */
final class Delivery {
    private static final int FATE = 7;
    private static final int OWED = 8;
    private static final Fate[] FATES = {
        Fate.QUEUED, Fate.RELAYED, Fate.FAILED, Fate.UNKNOWN, Fate.CANCELED
    };

    /** For each recipient its fate, by the number that it has above, and whether it is owed. */
    private final byte[] marks;

    private final Instant due;
    private final int attempts;
    private final Ids open;
    private final Ids handover;

    Delivery(byte[] marks, Instant due, int attempts, Ids open, Ids handover) {
        this.marks = marks.clone();
        this.due = due;
        this.attempts = attempts;
        this.open = open;
        this.handover = handover;
    }

    static Delivery of(int recipients, Instant sendAt) {
        return new Delivery(new byte[recipients], sendAt, 0, Ids.NONE, Ids.NONE);
    }

    byte[] marks() {
        return marks.clone();
    }

    /** When those who are queued are to be tried, at the earliest. */
    Instant due() {
        return due;
    }

    /** Begun so far. */
    int attempts() {
        return attempts;
    }

    /** The recipients of the attempt of which nothing is recorded yet; none when there is none. */
    Ids open() {
        return open;
    }

    /** Those of the open attempt who may have the message; none before the handover. */
    Ids handover() {
        return handover;
    }

    Fate fate(int recipient) {
        return FATES[marks[recipient] & FATE];
    }

    boolean isOwed(int recipient) {
        return (marks[recipient] & OWED) != 0;
    }

    boolean has(int recipient) {
        return recipient >= 0 && recipient < marks.length;
    }

    boolean isQueued(int recipient) {
        return has(recipient) && fate(recipient) == Fate.QUEUED;
    }

    Ids queued() {
        return Ids.of(recipients().filter(this::isQueued).toArray());
    }

    /** Nobody has it, nobody is being given it, and somebody is still to get it. */
    boolean mayBeCanceled() {
        return open.isEmpty()
                && recipients().anyMatch(this::isQueued)
                && recipients()
                        .noneMatch(recipient ->
                                fate(recipient) == Fate.RELAYED || fate(recipient) == Fate.UNKNOWN);
    }

    /** Whether nothing more will happen: nobody is queued, nobody is owed a report. */
    boolean isDone() {
        return open.isEmpty()
                && recipients().noneMatch(recipient -> isQueued(recipient) || isOwed(recipient));
    }

    Delivery begun(int attempt, Ids recipients) {
        return new Delivery(marks, due, attempt, recipients, Ids.NONE);
    }

    Delivery handingOver(Ids recipients) {
        return new Delivery(marks, due, attempts, open, recipients);
    }

    Delivery recorded(List<Outcome> outcomes, Instant next) {
        byte[] after = marks.clone();
        for (Outcome outcome : outcomes) {
            after[outcome.recipient()] = mark(outcome.fate(), outcome.isOwed());
        }
        return new Delivery(after, next, attempts, Ids.NONE, Ids.NONE);
    }

    Delivery expired(Ids recipients, Ids owed) {
        return with(recipients, any -> mark(Fate.FAILED, owed.contains(any)));
    }

    Delivery told(Ids recipients) {
        return with(recipients, any -> marks[any] & ~OWED);
    }

    Delivery canceled() {
        return with(queued(), any -> mark(Fate.CANCELED, false));
    }

    private Delivery with(Ids recipients, IntUnaryOperator mark) {
        byte[] after = marks.clone();
        recipients.forEach(recipient -> after[recipient] = (byte) mark.applyAsInt(recipient));
        return new Delivery(after, due, attempts, open, handover);
    }

    private static byte mark(Fate fate, boolean isOwed) {
        int number = Arrays.asList(FATES).indexOf(fate);
        return (byte) (isOwed ? number | OWED : number);
    }

    private IntStream recipients() {
        return IntStream.range(0, marks.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery delivery
                && Arrays.equals(marks, delivery.marks)
                && due.equals(delivery.due)
                && attempts == delivery.attempts
                && open.equals(delivery.open)
                && handover.equals(delivery.handover);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(marks), due, attempts, open, handover);
    }

    @Override
    public String toString() {
        return Arrays.toString(marks) + " " + due + " " + attempts + " " + open + " " + handover;
    }
}
