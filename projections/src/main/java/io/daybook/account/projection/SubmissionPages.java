package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.SubmissionId;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads submissions from their rows. */
final class SubmissionPages {
    private SubmissionPages() {}

    static Submissions read(
            ViewStore store, MailState state, @Nullable List<SubmissionId> ids, int limit) {
        boolean more = ids == null && state.submissions.size() > limit;
        List<SubmissionId> wanted =
                ids == null
                        ? state.submissions.keySet().stream()
                                .limit(limit)
                                .map(SubmissionId::new)
                                .toList()
                        : ids;
        var known =
                wanted.stream().filter(id -> state.submissions.containsKey(id.value())).toList();
        var found = new ArrayList<SubmissionView>(known.size());
        for (var row : store.getAll(state.place, SubmissionRows.VIEW, known)) {
            if (row != null) {
                found.add(row.value().toView());
            }
        }
        var notFound =
                wanted.stream().filter(id -> !state.submissions.containsKey(id.value())).toList();
        return new Submissions(state.state(DataType.EMAIL_SUBMISSION), found, notFound, more);
    }
}
