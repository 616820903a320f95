package io.daybook.submission.command;

import io.daybook.core.SubmissionId;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an account remembers of its submissions: two bits of each, and the deliveries that are not
 * finished.
 */
public final class SubmissionTable {
    private static final int OCTETS_OF_DELIVERY = 250;

    private final BitSet records = new BitSet();
    private final BitSet canceled = new BitSet();
    private final TreeMap<Integer, Delivery> deliveries = new TreeMap<>();
    private int next = 1;

    /** Whether the record is there. */
    public boolean has(SubmissionId submission) {
        return records.get(submission.value());
    }

    boolean isCanceled(SubmissionId submission) {
        return canceled.get(submission.value());
    }

    /** What is not finished of the submission, whether its record is there or not; or null. */
    @Nullable Delivery delivery(SubmissionId submission) {
        return deliveries.get(submission.value());
    }

    /** Submissions that are not finished. */
    int pending() {
        return deliveries.size();
    }

    /** The number of the next new submission. */
    public int next() {
        return next;
    }

    /** The memory that the table takes, roughly. */
    public long octets() {
        return (records.size() + canceled.size()) / 8 + (long) OCTETS_OF_DELIVERY * pending();
    }

    /** Takes the next event; true when it changed what EmailSubmission/get tells. */
    public boolean evolve(SubmissionEvent event) {
        int id = event.submission().value();
        boolean isTold = records.get(id);
        switch (event) {
            case SubmissionMade made -> {
                records.set(id);
                int recipients = made.envelope().rcptTo().size();
                deliveries.put(id, Delivery.of(recipients, made.sendAt()));
                next = id + 1;
                return true;
            }
            case SubmissionCanceled _ -> {
                canceled.set(id);
                change(id, Delivery::canceled);
            }
            case AttemptBegun(_, var attempt, var recipients, _) -> {
                change(id, delivery -> delivery.begun(attempt, recipients));
                return false;
            }
            case HandoverBegun(_, _, var recipients, _) -> {
                change(id, delivery -> delivery.handingOver(recipients));
                return false;
            }
            case AttemptRecorded(_, _, var outcomes, var nextAttempt, var at) ->
                    change(
                            id,
                            delivery ->
                                    delivery.recorded(
                                            outcomes, nextAttempt == null ? at : nextAttempt));
            case SubmissionExpired(_, var recipients, var owed, _) ->
                    change(id, delivery -> delivery.expired(recipients, owed));
            case SenderTold told -> change(id, delivery -> delivery.told(told.recipients()));
            case SubmissionFinished _ -> {
                deliveries.remove(id);
                return false;
            }
            case SubmissionDestroyed _ -> {
                records.clear(id);
                canceled.clear(id);
            }
        }
        return isTold;
    }

    private void change(int id, UnaryOperator<Delivery> change) {
        deliveries.computeIfPresent(id, (_, delivery) -> change.apply(delivery));
    }

    public Frozen freeze() {
        return new Frozen(
                records.toLongArray(), canceled.toLongArray(), new TreeMap<>(deliveries), next);
    }

    public void restore(Frozen frozen) {
        records.or(BitSet.valueOf(frozen.records));
        canceled.or(BitSet.valueOf(frozen.canceled));
        deliveries.putAll(frozen.deliveries);
        next = frozen.next;
    }

    /** The table at one moment. */
    public static final class Frozen {
        final long[] records;
        final long[] canceled;
        final Map<Integer, Delivery> deliveries;
        final int next;

        Frozen(long[] records, long[] canceled, Map<Integer, Delivery> deliveries, int next) {
            this.records = records;
            this.canceled = canceled;
            this.deliveries = deliveries;
            this.next = next;
        }
    }

    @Override
    public String toString() {
        return records + " " + canceled + " " + deliveries + " " + next;
    }
}
