package io.daybook.submission.command;

import io.daybook.core.SubmissionId;
import io.daybook.submission.ChangeSubmissions.Made;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionRefusal;
import java.util.List;
import java.util.Map;

/** What became of each record of a call, and the events that record all that succeeded. */
public record SubmissionOutcome(
        List<SubmissionEvent> events,
        Map<String, Made> made,
        Map<String, SubmissionRefusal> notMade,
        List<SubmissionId> canceled,
        Map<SubmissionId, SubmissionRefusal> notCanceled,
        List<SubmissionId> destroyed,
        Map<SubmissionId, SubmissionRefusal> notDestroyed) {}
