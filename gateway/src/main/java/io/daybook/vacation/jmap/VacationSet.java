package io.daybook.vacation.jmap;

import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.vacation.ChangeVacation;
import io.daybook.vacation.ChangeVacation.StateMismatch;
import io.daybook.vacation.ChangeVacation.VacationChanged;
import io.daybook.vacation.GetVacation;
import io.daybook.vacation.GetVacation.Vacation;
import io.daybook.vacation.VacationSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** VacationResponse/set (RFC 8621 section 8.2). */
final class VacationSet implements Method {
    /** How often a call starts again because others changed the setting meanwhile. */
    private static final int ATTEMPTS = 20;

    @Override
    public String name() {
        return "VacationResponse/set";
    }

    @Override
    public String capability() {
        return Capability.VACATION_RESPONSE;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.accountToChange(node);
        var arguments = new Arguments(node);
        var request = SetRequest.read(account, arguments, call);
        arguments.noOthers();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SetAnswer answer = carryOut(request, call);
            if (answer != null) {
                return List.of(new Response(name(), answer.toJson(account)));
            }
        }
        throw new MethodException(
                new MethodError("serverUnavailable", "the account changes all the time"));
    }

    /** Null when the setting was changed between reading and writing it. */
    private static @Nullable SetAnswer carryOut(SetRequest request, Call call) {
        var current = call.query(new GetVacation(request.account()), Vacation.class);
        State state = current.state();
        if (request.ifInState() != null && !request.ifInState().equals(state.toString())) {
            throw SetRequest.stateMismatch();
        }
        var answer = new SetAnswer();
        answer.states(state, state);
        // RFC 8620 section 5.3: a singleton is neither created nor destroyed.
        request.create().keySet().forEach(k -> answer.notCreated(k, SetError.of("singleton")));
        request.destroys(VacationSet::singleton, call, answer)
                .forEach(id -> answer.notDestroyed(id, SetError.of("singleton")));
        ObjectNode patch =
                request.updates(VacationSet::singleton, call, answer).get(VacationProperties.ID);
        VacationSetting setting =
                patch == null
                        ? null
                        : VacationRecord.update(
                                current.setting(),
                                patch,
                                error -> answer.notUpdated(VacationProperties.ID, error));
        return setting == null ? answer : update(request, current, setting, call, answer);
    }

    private static @Nullable SetAnswer update(
            SetRequest request,
            Vacation current,
            VacationSetting setting,
            Call call,
            SetAnswer answer) {
        answer.updated(VacationProperties.ID, null);
        if (setting.equals(current.setting())) {
            return answer;
        }
        var command = new ChangeVacation(request.account(), current.state(), setting);
        return switch (call.command(command, ChangeVacation.Answer.class)) {
            case VacationChanged(var before, var after) -> {
                answer.states(before, after);
                yield answer;
            }
            case StateMismatch(_) -> null;
        };
    }

    private static @Nullable String singleton(String wire) {
        return wire.equals(VacationProperties.ID) ? wire : null;
    }
}
