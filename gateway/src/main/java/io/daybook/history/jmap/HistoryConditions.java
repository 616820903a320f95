package io.daybook.history.jmap;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.MailboxId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Condition;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.history.HistoryFilter;
import io.daybook.history.HistoryFilter.After;
import io.daybook.history.HistoryFilter.And;
import io.daybook.history.HistoryFilter.Before;
import io.daybook.history.HistoryFilter.ByActor;
import io.daybook.history.HistoryFilter.FromSource;
import io.daybook.history.HistoryFilter.InRequest;
import io.daybook.history.HistoryFilter.Not;
import io.daybook.history.HistoryFilter.Operation;
import io.daybook.history.HistoryFilter.Or;
import io.daybook.history.HistoryFilter.Touched;
import io.daybook.quota.GetQuotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The filter conditions of History/query. */
record HistoryConditions(Call call) implements FilterTree.Conditions<HistoryFilter> {
    /** No object has this number: ids count from 1. */
    private static final int NOBODY = 0;

    @Override
    public HistoryFilter condition(ObjectNode condition) {
        var filters = new ArrayList<HistoryFilter>();
        if (condition.has("objectType") != condition.has("objectId")) {
            throw Arguments.invalid("objectType and objectId belong together");
        }
        for (var member : condition.properties()) {
            if (!member.getKey().equals("objectType")) {
                filters.add(filter(member, condition));
            }
        }
        return new And(filters);
    }

    private HistoryFilter filter(Map.Entry<String, JsonNode> member, ObjectNode condition) {
        return switch (member.getKey()) {
            case "objectId" -> object(condition.get("objectType"), resolved(member));
            case "mailboxId" -> object(DataType.MAILBOX, resolved(member));
            case "actor" -> new ByActor(Condition.text(member));
            case "source" -> new FromSource(Condition.text(member));
            case "requestId" -> new InRequest(Condition.text(member));
            case "operation" -> new Operation(Condition.text(member));
            case "after" -> new After(Condition.date(member));
            case "before" -> new Before(Condition.date(member));
            default -> throw FilterTree.unsupported("unknown condition");
        };
    }

    private @Nullable String resolved(Map.Entry<String, JsonNode> member) {
        return CreationIds.resolve(call, Condition.text(member));
    }

    private static HistoryFilter object(JsonNode type, @Nullable String id) {
        if (!type.isString()) {
            throw Arguments.invalid("objectType is no String");
        }
        return object(new DataType(type.stringValue()), id);
    }

    private static HistoryFilter object(DataType type, @Nullable String id) {
        return new Touched(type, id == null ? NOBODY : number(type.name(), id));
    }

    private static int number(String type, String id) {
        return switch (type) {
            case "Email" -> EmailId.parse(id) instanceof EmailId(var number) ? number : NOBODY;
            case "Mailbox" ->
                    MailboxId.parse(id) instanceof MailboxId(var number) ? number : NOBODY;
            case "Thread" -> ThreadId.parse(id) instanceof ThreadId(var number) ? number : NOBODY;
            case "Identity" ->
                    IdentityId.parse(id) instanceof IdentityId(var number) ? number : NOBODY;
            case "EmailSubmission" ->
                    SubmissionId.parse(id) instanceof SubmissionId(var number) ? number : NOBODY;
            case "VacationResponse" -> id.equals("singleton") ? 1 : NOBODY;
            case "Quota" -> id.equals("octets") ? GetQuotas.OCTETS : NOBODY;
            default -> throw FilterTree.unsupported("nothing is known of this type");
        };
    }

    @Override
    public HistoryFilter and(List<HistoryFilter> filters) {
        return new And(filters);
    }

    @Override
    public HistoryFilter or(List<HistoryFilter> filters) {
        return new Or(filters);
    }

    @Override
    public HistoryFilter not(List<HistoryFilter> filters) {
        return new Not(filters);
    }
}
