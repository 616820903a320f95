package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.Ids;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.submission.projection.SubmissionChanges;
import io.daybook.vacation.VacationEvent;
import java.util.Map;

/** What events change of what an account sends, and as whom, told from events alone. */
final class SendingChanges {
    /** The one vacation response that an account has. */
    private static final Ids VACATION_RESPONSE = Ids.of(1);

    private SendingChanges() {}

    static Map<DataType, ChangeRow> of(IdentityEvent event) {
        var ids = Ids.of(event.identity().value());
        return Map.of(
                DataType.IDENTITY,
                switch (event) {
                    case IdentityCreated _ -> ChangeRow.creating(ids);
                    case IdentityChanged _ -> ChangeRow.updating(ids);
                    case IdentityDestroyed _ -> ChangeRow.destroying(ids);
                });
    }

    static Map<DataType, ChangeRow> of(VacationEvent event) {
        return switch (event) {
            case VacationEvent.VacationResponseChanged _ ->
                    Map.of(DataType.VACATION_RESPONSE, ChangeRow.updating(VACATION_RESPONSE));
        };
    }

    /**
     * Adds and takes away records, and tells what is changed of them.
     *
     * @param submissions the records that there are, by their numbers
     */
    static Map<DataType, ChangeRow> apply(Map<Integer, Brief> submissions, SubmissionEvent event) {
        int id = event.submission().value();
        var ids = Ids.of(id);
        boolean was = submissions.containsKey(id);
        ChangeRow row =
                switch (event) {
                    case SubmissionMade made -> {
                        submissions.put(id, SubmissionChanges.made(made).brief());
                        yield ChangeRow.creating(ids);
                    }
                    case SubmissionDestroyed _ -> {
                        submissions.remove(id);
                        yield ChangeRow.destroying(ids);
                    }
                    default -> ChangeRow.updating(ids);
                };
        boolean isMade = event instanceof SubmissionMade;
        return SubmissionChanges.isTold(event) && (was || isMade)
                ? Map.of(DataType.EMAIL_SUBMISSION, row)
                : Map.of();
    }
}
