package io.daybook.mailbox.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.mailbox.ChangeMailboxes.VersionMoved;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Mailbox/set (RFC 8621 section 2.5). */
final class MailboxSet implements Method {
    /** How often a call with ifInState starts again because others changed the account. */
    private static final int ATTEMPTS = 20;

    @Override
    public String name() {
        return "Mailbox/set";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.accountToChange(node);
        var arguments = new Arguments(node);
        var request = SetRequest.read(account, arguments, call);
        boolean removeEmails = arguments.bool("onDestroyRemoveEmails", false);
        arguments.noOthers();
        var answer = new SetAnswer();
        for (SetRequest step : request.steps()) {
            answer.add(carryOut(step, removeEmails, call));
        }
        return List.of(new Response(name(), answer.toJson(account)));
    }

    private static SetAnswer carryOut(SetRequest request, boolean removeEmails, Call call) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var current = SeenMailboxes.of(request.account(), call);
            String ifInState = request.ifInState();
            if (ifInState != null && !ifInState.equals(current.state().toString())) {
                throw SetRequest.stateMismatch();
            }
            Long ifVersion = ifInState == null ? null : (Long) current.version();
            var plan = new MailboxPlan(request, current, removeEmails, call);
            ChangeMailboxes command = plan.command(ifVersion);
            switch (call.command(command, ChangeMailboxes.Answer.class)) {
                case MailboxesChanged changed -> {
                    return plan.answer(changed);
                }
                // The state may still be the one asked for: read it again.
                case VersionMoved(_) -> {}
            }
        }
        throw new MethodException(
                new MethodError("serverUnavailable", "the account changes all the time"));
    }
}
