package io.daybook.submission.projection;

import io.daybook.core.AccountId;
import io.daybook.core.SubmissionId;
import io.daybook.submission.GetDelivery;
import io.daybook.submission.GetDue;
import io.daybook.submission.GetDue.Due;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.ListSubmissions.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads submissions, never behind what the account's stream had when the read began.
 *
 * <p>Each throws {@link io.daybook.core.Unavailable} when the view could not be caught up within
 * the bound.
 */
public interface SubmissionReads {
    /** The submissions asked for, or all up to the limit. */
    Submissions submissions(AccountId account, @Nullable List<SubmissionId> ids, int limit);

    Listed list(AccountId account);

    GetDelivery.Answer delivery(AccountId account, SubmissionId submission);

    Due due(GetDue query);
}
