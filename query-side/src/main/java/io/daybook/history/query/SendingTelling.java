package io.daybook.history.query;

import io.daybook.history.HistoryView.Change;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what events changed of identities, submissions and the vacation response. */
final class SendingTelling {
    private SendingTelling() {}

    static Change of(IdentityEvent event) {
        var id = event.identity().toString();
        return switch (event) {
            case IdentityCreated(_, var email, var setting) ->
                    new Change(
                            "Identity", id, null, Map.of("email", email, "name", setting.name()));
            case IdentityChanged(_, var setting) ->
                    new Change("Identity", id, Map.of(), Map.of("name", setting.name()));
            case IdentityDestroyed _ -> new Change("Identity", id, Map.of(), null);
        };
    }

    static Change of(SubmissionEvent event) {
        var id = event.submission().toString();
        return switch (event) {
            case SubmissionMade made -> new Change("EmailSubmission", id, null, made(made));
            case SubmissionCanceled _ ->
                    new Change(
                            "EmailSubmission",
                            id,
                            Map.of("undoStatus", "pending"),
                            Map.of("undoStatus", "canceled"));
            case SubmissionDestroyed _ -> new Change("EmailSubmission", id, Map.of(), null);
            case AttemptBegun _,
                    HandoverBegun _,
                    AttemptRecorded _,
                    SubmissionExpired _,
                    SenderTold _,
                    SubmissionFinished _ ->
                    new Change("EmailSubmission", id, Map.of(), Map.of());
        };
    }

    private static Map<String, @Nullable Object> made(SubmissionMade made) {
        var whole = new TreeMap<String, @Nullable Object>();
        whole.put("identityId", made.identity().toString());
        whole.put("emailId", made.email().toString());
        whole.put("threadId", made.thread().toString());
        whole.put("sendAt", made.sendAt().toString());
        return whole;
    }

    static Change of(VacationEvent event) {
        return switch (event) {
            case VacationResponseChanged(var setting) ->
                    new Change("VacationResponse", "singleton", Map.of(), whole(setting));
        };
    }

    private static Map<String, @Nullable Object> whole(VacationSetting setting) {
        var whole = new TreeMap<String, @Nullable Object>();
        whole.put("isEnabled", setting.isEnabled());
        whole.put("fromDate", text(setting.fromDate()));
        whole.put("toDate", text(setting.toDate()));
        whole.put("subject", setting.subject());
        return whole;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
