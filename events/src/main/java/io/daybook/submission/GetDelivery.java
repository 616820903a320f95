package io.daybook.submission;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The relay policy asks for a delivery that is not finished, whether or not the record of its
 * submission is still there. The answer has seen all that was durable when it was asked for.
 */
public record GetDelivery(AccountId account, SubmissionId submission) {
    public sealed interface Answer {}

    /**
     * @param blob the message as it is sent
     * @param sendAt when it is or was released; what expires is counted from here
     * @param attempts begun so far
     * @param open the attempt of which nothing is recorded yet, or null
     * @param due when those who are queued are to be tried, null when nobody is
     * @param recipients in the order of the envelope
     */
    public record Delivery(
            AccountId account,
            SubmissionId submission,
            BlobId blob,
            long size,
            Envelope envelope,
            Instant sendAt,
            int attempts,
            @Nullable OpenAttempt open,
            @Nullable Instant due,
            List<Recipient> recipients)
            implements Answer {
        public Delivery {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * @param handover recipients who may have the message, none before {@link
     *     SubmissionEvent.HandoverBegun}
     */
    public record OpenAttempt(int attempt, Ids recipients, Ids handover, Instant at) {}

    /**
     * @param reply what the server last said, empty before anything was tried
     * @param isOwed whether the sender is to be told of this recipient and was not yet
     * @param isTold whether the sender was told of it, once at least: a warning of delay too
     */
    public record Recipient(Fate fate, String reply, boolean isOwed, boolean isTold) {}

    /** There never was one, or it is finished. */
    public record NoSuchDelivery() implements Answer {}
}
