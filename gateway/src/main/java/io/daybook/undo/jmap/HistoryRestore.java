package io.daybook.undo.jmap;

import io.daybook.core.Moment;
import io.daybook.core.Moment.AtState;
import io.daybook.core.Moment.AtTime;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.undo.PlanRestore;
import io.daybook.undo.UndoRules;
import io.daybook.undo.jmap.Reverting.Request;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * History/restore: an account, a mailbox or some emails come back to what they were at a moment, by
 * new changes (docs/history.md).
 */
record HistoryRestore(Reverting reverting) implements Method {
    @Override
    public String name() {
        return "History/restore";
    }

    @Override
    public String capability() {
        return Capability.HISTORY;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.accountToChange(node);
        var arguments = new Arguments(node);
        var request = Request.read(account, arguments);
        String to = arguments.requiredText("to");
        Moment moment = moment(to, call.now());
        boolean removeNewer = arguments.bool("removeNewer", false);
        JsonNode what = arguments.nullable("what");
        arguments.noOthers();
        if (!(what instanceof ObjectNode object)) {
            throw Arguments.invalid("what is no object");
        }
        var scope = new Scopes(account, to, call).read(object);
        var query =
                new PlanRestore(
                        account, moment, scope, removeNewer, call.now(), UndoRules.MAX_RECORDS);
        return List.of(new Response(name(), reverting.carryOut(request, query, call)));
    }

    private static Moment moment(String wire, Instant now) {
        State state = State.parse(wire);
        if (state != null) {
            return new AtState(state);
        }
        Instant time = UtcDate.parse(wire);
        if (time == null) {
            throw Arguments.invalid("to is neither a state nor a UTCDate");
        }
        if (time.isAfter(now)) {
            throw new MethodException(new MethodError("noSuchMoment", "the date is in the future"));
        }
        return new AtTime(time);
    }
}
