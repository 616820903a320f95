package io.daybook.undo.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method.Response;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.undo.PlanRestore.Emails;
import io.daybook.undo.PlanRestore.Everything;
import io.daybook.undo.PlanRestore.OneMailbox;
import io.daybook.undo.PlanRestore.Scope;
import io.daybook.undo.UndoRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the argument {@code what} of History/restore: exactly one of {@code everything}, {@code
 * mailboxId}, {@code ids} and {@code filter}, which is of Email/query and is asked as of the
 * moment.
 */
record Scopes(AccountId account, String moment, Call call) {
    Scope read(ObjectNode what) {
        var arguments = Arguments.withoutAccount(what);
        boolean everything = arguments.bool("everything", false);
        String mailbox = arguments.text("mailboxId");
        List<String> ids = arguments.textsOrNull("ids");
        JsonNode filter = arguments.nullable("filter");
        arguments.noOthers();
        int given =
                (everything ? 1 : 0)
                        + (mailbox == null ? 0 : 1)
                        + (ids == null ? 0 : 1)
                        + (filter == null ? 0 : 1);
        if (given != 1) {
            throw Arguments.invalid("what is exactly one of everything, mailboxId, ids and filter");
        }
        if (everything) {
            return new Everything();
        }
        if (mailbox != null) {
            MailboxId id = MailboxId.parse(mailbox);
            if (id == null) {
                throw Arguments.invalid("no such mailbox: " + Arguments.shortened(mailbox));
            }
            return new OneMailbox(id);
        }
        return ids == null ? new Emails(found(filter)) : new Emails(emails(ids));
    }

    private static List<EmailId> emails(List<String> ids) {
        StandardGet.requireAtMost(ids.size(), UndoRules.MAX_RECORDS);
        List<EmailId> emails = new ArrayList<>();
        for (String wire : ids) {
            EmailId id = EmailId.parse(wire);
            if (id == null) {
                throw Arguments.invalid("no id of an Email: " + Arguments.shortened(wire));
            }
            emails.add(id);
        }
        return emails;
    }

    private List<EmailId> found(@Nullable JsonNode filter) {
        List<EmailId> found = new ArrayList<>();
        int before = -1;
        while (found.size() != before && found.size() <= UndoRules.MAX_RECORDS) {
            before = found.size();
            ObjectNode query = Json.object();
            query.put("accountId", account.value());
            query.set("filter", filter);
            query.put("asOf", moment);
            query.put("position", before);
            query.put("limit", Paging.MAX_LIMIT);
            for (Response response : call.carryOut("Email/query", query)) {
                if (response.name().equals("error")) {
                    throw error(response.arguments());
                }
                for (JsonNode id : response.arguments().path("ids")) {
                    EmailId email = EmailId.parse(id.stringValue());
                    if (email != null) {
                        found.add(email);
                    }
                }
            }
        }
        StandardGet.requireAtMost(found.size(), UndoRules.MAX_RECORDS);
        return found;
    }

    private static MethodException error(ObjectNode error) {
        JsonNode description = error.get("description");
        return new MethodException(
                new MethodError(
                        error.path("type").stringValue(),
                        description == null ? null : description.stringValue()));
    }
}
