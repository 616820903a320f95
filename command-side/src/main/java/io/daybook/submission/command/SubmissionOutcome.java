package io.daybook.submission.command;

import io.daybook.core.EmailId;
import io.daybook.core.SubmissionId;
import io.daybook.submission.ChangeSubmissions.Made;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionRefusal;
import java.util.List;
import java.util.Map;

/**
 * What became of each record of a call, and the events that record all that succeeded.
 *
 * @param marked the keyword that each of these emails is to be given by the same append
 */
public record SubmissionOutcome(
        List<SubmissionEvent> events,
        Map<String, Made> made,
        Map<String, SubmissionRefusal> notMade,
        Map<EmailId, String> marked,
        List<SubmissionId> canceled,
        Map<SubmissionId, SubmissionRefusal> notCanceled,
        List<SubmissionId> destroyed,
        Map<SubmissionId, SubmissionRefusal> notDestroyed) {}
