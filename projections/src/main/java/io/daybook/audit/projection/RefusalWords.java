package io.daybook.audit.projection;

import io.daybook.audit.AuditEntry.Result;
import io.daybook.refusal.RefusalEvent;
import io.daybook.refusal.RefusalEvent.CallsRefused;
import io.daybook.refusal.RefusalEvent.SignInsFailed;

/** What was refused. An entry stands for as many as it counts. */
final class RefusalWords {
    private RefusalWords() {}

    static void tell(RefusalEvent event, AuditDraft draft) {
        draft.tells("count", event.count());
        draft.tells("first", event.first());
        draft.tells("last", event.last());
        switch (event) {
            case CallsRefused calls -> {
                draft.of(calls.account());
                draft.called(calls.method().isEmpty() ? "CallsRefused" : calls.method());
                draft.ended(result(calls.error()), calls.error());
                calls.records().forEach(record -> tell(calls, record, draft));
            }
            case SignInsFailed failed -> {
                draft.ended(Result.REFUSED, "The " + secret(failed) + " was wrong.");
                if (failed.user() != null) {
                    draft.on("user", failed.user());
                    draft.tells("user", failed.user());
                }
            }
        }
    }

    /** A record that is there, or was, is found by its id as it is by what happened to it. */
    private static void tell(CallsRefused calls, String record, AuditDraft draft) {
        int colon = record.indexOf(':');
        String wish = record.substring(0, colon);
        String id = record.substring(colon + 1);
        draft.tells(wish, id);
        String type = type(calls.method());
        if (!wish.equals("create") && !type.isEmpty()) {
            draft.on(type, id);
        }
    }

    private static String type(String method) {
        return switch (method) {
            case "Mailbox/set" -> "mailbox";
            case "Email/set" -> "email";
            case "Identity/set" -> "identity";
            case "EmailSubmission/set" -> "submission";
            case "VacationResponse/set" -> "vacation";
            default -> "";
        };
    }

    private static Result result(String error) {
        return error.startsWith("server") ? Result.FAILED : Result.REFUSED;
    }

    private static String secret(SignInsFailed failed) {
        return switch (failed.secret()) {
            case PASSWORD -> "password";
            case APP_PASSWORD -> "app password";
            case ADMIN_TOKEN -> "admin token";
            case OTHER -> "secret";
        };
    }
}
