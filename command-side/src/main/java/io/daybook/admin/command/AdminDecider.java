package io.daybook.admin.command;

import static io.daybook.core.Decision.accept;
import static io.daybook.core.Decision.refuse;

import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminCommand.AlreadyIssued;
import io.daybook.admin.AdminCommand.Answer;
import io.daybook.admin.AdminCommand.IssueAdminToken;
import io.daybook.admin.AdminCommand.IssueFirstAdminToken;
import io.daybook.admin.AdminCommand.RecordAdminAction;
import io.daybook.admin.AdminEvent;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import io.daybook.core.Decider;
import io.daybook.core.Decision;

/** Decides about the administration. Pure. */
final class AdminDecider implements Decider<AdminCommand, AdminState, AdminEvent, Answer> {
    @Override
    public Decision<AdminEvent, Answer> decide(AdminCommand command, AdminState state) {
        return switch (command) {
            case IssueFirstAdminToken _ when state.everIssued() -> refuse(new AlreadyIssued());
            case IssueFirstAdminToken(var id, var hash) -> accept(new AdminTokenIssued(id, hash));
            case IssueAdminToken(var id, var hash) -> issue(new AdminTokenIssued(id, hash), state);
            case RecordAdminAction(var action) -> accept(new AdminActed(action));
        };
    }

    private static Decision<AdminEvent, Answer> issue(AdminTokenIssued fresh, AdminState state) {
        AdminTokenIssued old = state.token();
        if (fresh.equals(old)) {
            return accept();
        }
        return old == null ? accept(fresh) : accept(new AdminTokenRevoked(old.id()), fresh);
    }
}
