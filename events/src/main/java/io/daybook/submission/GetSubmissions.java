package io.daybook.submission;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.SubmissionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for submissions; null ids ask for all, of which at most {@code limit} are answered. */
public record GetSubmissions(AccountId account, @Nullable List<SubmissionId> ids, int limit) {
    /**
     * @param submissions in the order asked for
     * @param more whether there were more than the limit
     */
    public record Submissions(
            State state,
            List<SubmissionView> submissions,
            List<SubmissionId> notFound,
            boolean more) {
        public Submissions {
            submissions = List.copyOf(submissions);
            notFound = List.copyOf(notFound);
        }
    }
}
