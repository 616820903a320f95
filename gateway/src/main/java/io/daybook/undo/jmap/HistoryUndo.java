package io.daybook.undo.jmap;

import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.history.HistoryId;
import io.daybook.undo.PlanUndo;
import io.daybook.undo.PlanUndo.Changes;
import io.daybook.undo.PlanUndo.Events;
import io.daybook.undo.PlanUndo.OfRequest;
import io.daybook.undo.PlanUndo.Range;
import io.daybook.undo.PlanUndo.Since;
import io.daybook.undo.UndoRules;
import io.daybook.undo.jmap.Reverting.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * History/undo: changes are taken back by new ones. What later changes contradict stays as it is
 * and is told (docs/history.md).
 */
record HistoryUndo(Reverting reverting) implements Method {
    @Override
    public String name() {
        return "History/undo";
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
        Map<String, SetError> unknown = new LinkedHashMap<>();
        Changes changes = changes(arguments, unknown);
        arguments.noOthers();
        var query = new PlanUndo(account, changes, call.now(), UndoRules.MAX_RECORDS);
        ObjectNode answer = reverting.carryOut(request, query, call);
        if (!unknown.isEmpty()) {
            var told = (ObjectNode) SetAnswer.errors(unknown);
            if (answer.get("notUndone") instanceof ObjectNode others) {
                told.setAll(others);
            }
            answer.set("notUndone", told);
        }
        return List.of(new Response(name(), answer));
    }

    private static Changes changes(Arguments arguments, Map<String, SetError> unknown) {
        List<String> ids = arguments.textsOrNull("changes");
        String requestId = arguments.text("requestId");
        JsonNode range = arguments.nullable("range");
        int given = (ids == null ? 0 : 1) + (requestId == null ? 0 : 1) + (range == null ? 0 : 1);
        if (given != 1) {
            throw Arguments.invalid("give exactly one of changes, requestId and range");
        }
        if (requestId != null) {
            return new OfRequest(requestId);
        }
        return ids == null ? range(range) : events(ids, unknown);
    }

    private static Events events(List<String> ids, Map<String, SetError> unknown) {
        StandardGet.requireAtMost(ids.size(), UndoRules.MAX_RECORDS);
        List<Long> seqs = new ArrayList<>();
        for (String id : ids) {
            HistoryId change = HistoryId.parse(id);
            if (change == null) {
                unknown.put(id, SetError.notFound());
            } else {
                seqs.add(change.seq());
            }
        }
        return new Events(seqs);
    }

    /** From one change to another, or what came after one state and up to another. */
    private static Changes range(@Nullable JsonNode range) {
        if (!(range instanceof ObjectNode object)) {
            throw Arguments.invalid("range is no object");
        }
        var arguments = Arguments.withoutAccount(object);
        String after = arguments.text("after");
        String upTo = arguments.text("upTo");
        String from = arguments.text("from");
        String to = arguments.text("to");
        arguments.noOthers();
        if (after != null && from == null && to == null) {
            return new Since(state(after), upTo == null ? null : state(upTo));
        }
        HistoryId first = from == null ? null : HistoryId.parse(from);
        HistoryId last = to == null ? null : HistoryId.parse(to);
        if (first == null
                || last == null
                || first.seq() > last.seq()
                || after != null
                || upTo != null) {
            throw Arguments.invalid(
                    "range is neither from one change to a later one, nor after a state");
        }
        return new Range(first.seq(), last.seq());
    }

    private static State state(String wire) {
        State state = State.parse(wire);
        if (state == null) {
            throw Arguments.invalid("no state: " + Arguments.shortened(wire));
        }
        return state;
    }
}
