package io.daybook.submission;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Command;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.submission.SubmissionEvent.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the relay policy records of a delivery. Recipients are indexes into the envelope, from 0.
 * Each is decided against the state of the delivery: whoever was overtaken is told so, and nothing
 * is recorded.
 */
public sealed interface RelayCommand extends Command {
    AccountId account();

    SubmissionId submission();

    @Override
    default String stream() {
        return account().stream();
    }

    /**
     * Answered by {@link Begun} when no other attempt is open, all the recipients are queued, and
     * {@code at} is not before the delivery is due. Only then anything may be sent.
     *
     * @param recipients at least one
     */
    record BeginAttempt(AccountId account, SubmissionId submission, Ids recipients, Instant at)
            implements RelayCommand {}

    /**
     * The end of the data is about to be sent. Answered by {@link Recorded} when this attempt is
     * open and hands nothing over yet; only then it may be sent.
     *
     * @param recipients of the attempt that the server accepted; at least one
     */
    record BeginHandover(
            AccountId account, SubmissionId submission, int attempt, Ids recipients, Instant at)
            implements RelayCommand {}

    /**
     * Records one outcome for each recipient of the open attempt; also that of an attempt that a
     * crash cut off.
     *
     * @param attempt the number that {@link Begun} told
     * @param nextAttempt when those who are queued are tried again; needed when some are
     */
    record RecordAttempt(
            AccountId account,
            SubmissionId submission,
            int attempt,
            List<Outcome> outcomes,
            @Nullable Instant nextAttempt,
            Instant at)
            implements RelayCommand {
        public RecordAttempt {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Gives up everyone who is queued. Not while an attempt is open.
     *
     * @param owed of whom the sender is to be told; only those that are queued count
     */
    record ExpireSubmission(AccountId account, SubmissionId submission, Ids owed, Instant at)
            implements RelayCommand {}

    /**
     * Adds the report to the inbox and notes it, in one append: the sender is told once. Of {@code
     * recipients} at least one must be owed or queued (a warning of delay); quota does not matter.
     */
    record TellSender(
            AccountId account, SubmissionId submission, Ids recipients, Report report, Instant at)
            implements RelayCommand {}

    /**
     * A message that is stored and linked to the account.
     *
     * @param messageIds as of an email that is added: for threading
     * @param baseSubject RFC 5256 section 2.1
     */
    record Report(BlobId blob, long size, List<String> messageIds, String baseSubject) {
        public Report {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** The answer to each. */
    sealed interface Answer {}

    /** Go ahead. */
    record Begun(int attempt) implements Answer {}

    /**
     * @param isFinished whether nothing more is to be done for the submission
     */
    record Recorded(boolean isFinished) implements Answer {}

    /**
     * What the policy took for granted is not so any more: canceled, finished, begun by somebody
     * else. It reads the delivery again.
     */
    record Overtaken(String why) implements Answer {}
}
