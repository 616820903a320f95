package io.daybook.submission;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Command;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.State;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One EmailSubmission/set call: makes, then cancels, then destroys. Each record succeeds or is
 * refused by itself; all that succeed are one append.
 *
 * @param ifInState the state of the type EmailSubmission that is needed, null for any
 * @param at the time of the call
 */
public record ChangeSubmissions(
        AccountId account,
        @Nullable State ifInState,
        List<MakeSubmission> make,
        List<SubmissionId> cancel,
        List<SubmissionId> destroy,
        Instant at)
        implements Command {
    public ChangeSubmissions {
        make = List.copyOf(make);
        cancel = List.copyOf(cancel);
        destroy = List.copyOf(destroy);
    }

    @Override
    public String stream() {
        return account.stream();
    }

    /**
     * The message is checked, the envelope is valid and allowed.
     *
     * @param blob the message as it is to be sent: without Bcc, linked to the account for good
     * @param size octets of that blob
     * @param mark a keyword that the email must not have yet and has from the same append on, so
     *     that of two that race only one is made; null for none
     */
    public record MakeSubmission(
            String creationId,
            IdentityId identity,
            EmailId email,
            BlobId blob,
            long size,
            Envelope envelope,
            Instant sendAt,
            @Nullable String mark) {}

    public sealed interface Answer {}

    /** The state of the type is not {@code ifInState}; nothing was done. */
    public record StateMismatch(State current) implements Answer {}

    /** The states are those of the type EmailSubmission, before and after. */
    public record SubmissionsChanged(
            State oldState,
            State newState,
            Map<String, Made> made,
            Map<String, SubmissionRefusal> notMade,
            List<SubmissionId> canceled,
            Map<SubmissionId, SubmissionRefusal> notCanceled,
            List<SubmissionId> destroyed,
            Map<SubmissionId, SubmissionRefusal> notDestroyed)
            implements Answer {}

    public record Made(SubmissionId submission, ThreadId thread) {}
}
