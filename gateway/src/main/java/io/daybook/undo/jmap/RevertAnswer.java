package io.daybook.undo.jmap;

import io.daybook.account.RevertChanges.Outcome;
import io.daybook.account.RevertChanges.Reverted;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.history.HistoryId;
import io.daybook.identity.jmap.IdentityErrors;
import io.daybook.undo.RevertPlan.CannotUndo;
import io.daybook.undo.RevertPlan.Planned;
import io.daybook.undo.jmap.Reverting.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer of History/undo and History/restore: what became of each record, by type. */
final class RevertAnswer {
    private static final String VACATION_RESPONSE = "singleton";

    private final ObjectNode reverted = Json.object();
    private final ObjectNode unchanged = Json.object();
    private final ObjectNode notReverted = Json.object();
    private long countReverted;
    private long countUnchanged;
    private long countNotReverted;

    private RevertAnswer() {}

    static ObjectNode of(Request request, Planned plan, List<EmailId> expired, Reverted done) {
        var answer = new RevertAnswer();
        answer.mailboxes(plan, done);
        answer.emails(plan, expired, done);
        answer.identities(plan, done);
        answer.vacation(plan, done);
        ObjectNode node = Json.object();
        node.put("accountId", request.account().value());
        node.put("oldState", done.before().toString());
        node.put("newState", done.after().toString());
        node.put("dryRun", request.dryRun());
        node.set("reverted", answer.reverted);
        node.set("unchanged", answer.unchanged);
        node.set("notReverted", answer.notReverted);
        ObjectNode recreated = Json.object();
        done.recreated().forEach((was, is) -> recreated.put(was.toString(), is.toString()));
        node.set("recreated", recreated.isEmpty() ? NullNode.instance : recreated);
        node.set("notUndone", notUndone(plan));
        ObjectNode counts = node.putObject("counts");
        counts.put("reverted", answer.countReverted);
        counts.put("unchanged", answer.countUnchanged);
        counts.put("notReverted", answer.countNotReverted);
        return node;
    }

    private void mailboxes(Planned plan, Reverted done) {
        Map<String, SetError> errors = errors(done.mailboxes(), RevertErrors::of);
        plan.missing().mailboxes().forEach(id -> errors.put(id.toString(), SetError.notFound()));
        add(DataType.MAILBOX, done.mailboxes().reverted(), done.mailboxes().unchanged(), errors);
    }

    private void emails(Planned plan, List<EmailId> expired, Reverted done) {
        Map<String, SetError> errors = errors(done.emails(), RevertErrors::of);
        plan.missing().emails().forEach(id -> errors.put(id.toString(), SetError.notFound()));
        expired.forEach(id -> errors.put(id.toString(), RevertErrors.expired()));
        add(DataType.EMAIL, done.emails().reverted(), done.emails().unchanged(), errors);
    }

    private void identities(Planned plan, Reverted done) {
        Map<String, SetError> errors = errors(done.identities(), IdentityErrors::of);
        List<Object> same = new ArrayList<>();
        if (plan.identities() != null) {
            same.addAll(plan.identities().unchanged());
            plan.identities()
                    .contradicted()
                    .forEach((id, names) ->
                            errors.put(id.toString(), RevertErrors.contradicted(names)));
        }
        add(DataType.IDENTITY, done.identities().reverted(), same, errors);
    }

    private void vacation(Planned plan, Reverted done) {
        var vacation = plan.vacation();
        if (vacation == null) {
            return;
        }
        Map<String, SetError> errors = new LinkedHashMap<>();
        if (!vacation.contradicted().isEmpty()) {
            errors.put(VACATION_RESPONSE, RevertErrors.contradicted(vacation.contradicted()));
        }
        boolean stays = vacation.before() == null && errors.isEmpty();
        add(
                DataType.VACATION_RESPONSE,
                done.vacation() ? List.of(VACATION_RESPONSE) : List.of(),
                stays ? List.of(VACATION_RESPONSE) : List.of(),
                errors);
    }

    private void add(
            DataType type, Collection<?> done, Collection<?> same, Map<String, SetError> errors) {
        if (!done.isEmpty()) {
            reverted.set(type.name(), Json.texts(done));
        }
        if (!same.isEmpty()) {
            unchanged.set(type.name(), Json.texts(same));
        }
        if (!errors.isEmpty()) {
            notReverted.set(type.name(), SetAnswer.errors(errors));
        }
        countReverted += done.size();
        countUnchanged += same.size();
        countNotReverted += errors.size();
    }

    private static <K, R> Map<String, SetError> errors(
            Outcome<K, R> outcome, Function<R, SetError> error) {
        Map<String, SetError> errors = new LinkedHashMap<>();
        outcome.refused().forEach((id, why) -> errors.put(id.toString(), error.apply(why)));
        return errors;
    }

    private static JsonNode notUndone(Planned plan) {
        Map<String, SetError> errors = new LinkedHashMap<>();
        plan.notUndone()
                .forEach((seq, why) -> errors.put(new HistoryId(seq).toString(), cannot(why)));
        plan.missing()
                .changes()
                .forEach(seq -> errors.put(new HistoryId(seq).toString(), SetError.notFound()));
        return SetAnswer.errors(errors);
    }

    private static SetError cannot(CannotUndo why) {
        return SetError.of(
                "cannotUndo",
                switch (why) {
                    case SUBMISSION ->
                            "what was sent stays sent; a pending submission can be canceled";
                    case THREADS_MERGED -> "threads that became one stay one";
                    case ACCOUNT -> "only an administrator changes this of an account";
                });
    }
}
