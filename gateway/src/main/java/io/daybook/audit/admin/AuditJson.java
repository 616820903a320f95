package io.daybook.audit.admin;

import io.daybook.audit.AuditEntry;
import io.daybook.core.AccountId;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An entry on the wire. What is not known, or empty, is left out. */
final class AuditJson {
    private static final Type TEXT = new Type.Text(0, 100_000, null);
    private static final Type NUMBER = new Type.Whole(0, Long.MAX_VALUE);

    static final Type TYPE =
            Type.thing(
                    Field.required("stream", TEXT, "the stream of the event"),
                    Field.required("seq", NUMBER, "its number there: both together are unique"),
                    Field.required("at", new Type.Moment(), "when"),
                    Field.required("actor", TEXT, "who: an address, admin or system"),
                    Field.required("actorType", TEXT, "user, admin, system or anonymous"),
                    Field.required("source", TEXT, "the way in"),
                    Field.optional("address", TEXT, "the network address that it came from"),
                    Field.optional("client", TEXT, "the program, as it names itself"),
                    Field.optional("requestId", TEXT, "of the request, as in the log"),
                    Field.optional("account", TEXT, "whose it is"),
                    Field.required("operation", TEXT, "what was done"),
                    Field.required("entities", new Type.Many(TEXT, 20), "the first of them"),
                    Field.required("entityCount", NUMBER, "how many there are"),
                    Field.required("result", TEXT, "done, refused or failed"),
                    Field.optional("detail", TEXT, "why not"),
                    Field.required(
                            "changes",
                            new Type.Many(
                                    Type.thing(
                                            Field.required("name", TEXT, "of the property"),
                                            Field.optional("before", TEXT, "if it was any"),
                                            Field.optional("after", TEXT, "if it is any")),
                                    AuditEntry.SHOWN_CHANGES),
                            "properties before and after; never secrets"));

    private AuditJson() {}

    static ObjectNode of(AuditEntry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("stream", entry.stream()).put("seq", entry.seq());
        json.put("at", entry.at().toString());
        json.put("actor", entry.cause().actor());
        json.put("actorType", AuditFilters.word(entry.actorType()));
        json.put("source", entry.cause().source());
        optional(json, "address", entry.cause().address());
        optional(json, "client", entry.cause().client());
        optional(json, "requestId", entry.cause().requestId());
        AccountId account = entry.account();
        optional(json, "account", account == null ? "" : account.value());
        json.put("operation", entry.operation());
        var entities = json.putArray("entities");
        entry.entities().forEach(entity -> entities.add(entity.toString()));
        json.put("entityCount", entry.entityCount());
        json.put("result", AuditFilters.word(entry.result()));
        optional(json, "detail", entry.detail());
        var changes = json.putArray("changes");
        for (AuditEntry.Change change : entry.changes()) {
            ObjectNode one = changes.addObject().put("name", change.name());
            if (change.before() != null) {
                one.put("before", change.before());
            }
            if (change.after() != null) {
                one.put("after", change.after());
            }
        }
        return json;
    }

    private static void optional(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
