package io.daybook.submission.relay;

import io.daybook.core.Ids;
import io.daybook.smtp.RcptParameters;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery.Delivery;
import io.daybook.submission.GetDelivery.OpenAttempt;
import io.daybook.submission.GetDelivery.Recipient;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What is to be done next for a delivery. Pure. */
sealed interface Todo {
    /** A crash cut the attempt off. */
    record Recover(OpenAttempt open) implements Todo {}

    /** The sender is to be told of what will not change any more. */
    record Tell(Ids recipients) implements Todo {}

    /** The sender wants to be told that it takes long. */
    record Warn(Ids recipients) implements Todo {}

    record Expire(Ids recipients) implements Todo {}

    record Attempt(Ids recipients) implements Todo {}

    record Nothing() implements Todo {}

    static Todo of(Delivery delivery, Instant now) {
        if (delivery.open() != null) {
            return new Recover(delivery.open());
        }
        Ids owed = which(delivery, i -> delivery.recipients().get(i).isOwed());
        if (!owed.isEmpty()) {
            return new Tell(owed);
        }
        Ids queued = which(delivery, i -> delivery.recipients().get(i).fate() == Fate.QUEUED);
        if (queued.isEmpty()) {
            return new Nothing();
        }
        if (Schedule.isExpired(delivery.sendAt(), delivery.attempts(), now)) {
            return new Expire(queued);
        }
        if (Schedule.isDelayed(delivery.sendAt(), delivery.attempts(), now)) {
            Ids late = which(delivery, i -> isToBeWarned(delivery, i));
            if (!late.isEmpty()) {
                return new Warn(late);
            }
        }
        var due = delivery.due();
        return due == null || due.isAfter(now) ? new Nothing() : new Attempt(queued);
    }

    private static boolean isToBeWarned(Delivery delivery, int index) {
        Recipient recipient = delivery.recipients().get(index);
        return recipient.fate() == Fate.QUEUED
                && !recipient.isTold()
                && !delivery.envelope().mailFrom().email().isEmpty()
                && Letter.parameters(delivery.envelope(), index)
                        .map(RcptParameters::wantsDelay)
                        .orElse(false);
    }

    private static Ids which(Delivery delivery, IntPredicate condition) {
        return Ids.of(IntStream.range(0, delivery.recipients().size()).filter(condition).toArray());
    }
}
