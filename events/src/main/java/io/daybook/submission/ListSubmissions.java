package io.daybook.submission;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.State;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.time.Instant;
import java.util.List;

/** Asks for what EmailSubmission/query filters and sorts by (RFC 8621 section 7.3). */
public record ListSubmissions(AccountId account) {
    /**
     * @param submissions all of the account, by ascending id
     */
    public record Listed(State state, List<Brief> submissions) {
        public Listed {
            submissions = List.copyOf(submissions);
        }
    }

    public record Brief(
            SubmissionId id,
            IdentityId identity,
            EmailId email,
            ThreadId thread,
            Instant sendAt,
            UndoStatus undoStatus) {}
}
