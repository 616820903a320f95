package io.daybook.audit.projection;

import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminEvent;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.core.AccountId;

/** The administration. Its actions go by the names that the admin API gives them. */
final class AdminWords {
    private AdminWords() {}

    static void tell(AdminEvent event, AuditDraft draft) {
        switch (event) {
            case AdminTokenIssued issued -> draft.on("adminToken", issued.id());
            case AdminTokenRevoked(var id) -> draft.on("adminToken", id);
            case AdminActed(var action) -> acted(action, draft);
        }
    }

    private static void acted(AdminAction action, AuditDraft draft) {
        draft.called(action.operation());
        draft.ended(result(action.status()), action.detail());
        draft.tells("path", action.path());
        draft.tells("status", action.status());
        for (AdminAction.Setting setting : action.settings()) {
            draft.tells(setting.name(), setting.value());
            if (setting.name().equals("account") && AccountId.isValid(setting.value())) {
                draft.on("account", setting.value());
                draft.of(new AccountId(setting.value()));
            }
        }
    }

    private static Result result(int status) {
        return status < 400 ? Result.DONE : status < 500 ? Result.REFUSED : Result.FAILED;
    }
}
