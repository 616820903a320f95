package io.daybook.audit.admin;

import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit;
import io.daybook.audit.CountAudit.Column;
import io.daybook.audit.CountAudit.Counts;
import io.daybook.audit.FindAudit;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Cursors;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import io.daybook.core.http.Answer;
import io.daybook.core.jmap.Bus;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What happened: a list, its values and the whole of it. */
final class AuditRoutes {
    private static final String PATH = "/admin/audit";
    private static final int MOST = 1000;

    private AuditRoutes() {}

    static List<AdminRoute> all(Bus bus) {
        return List.of(
                list(bus),
                export(bus),
                counts(bus, "actors", "listAuditActors", Column.ACTOR),
                counts(bus, "operations", "listAuditOperations", Column.OPERATION),
                counts(bus, "sources", "listAuditSources", Column.SOURCE));
    }

    private static AdminRoute list(Bus bus) {
        var page =
                Type.thing(
                        Field.required("entries", new Type.Many(AuditJson.TYPE, MOST), "in order"),
                        Cursors.field());
        return AdminRoute.get(PATH, "listAudit", "What happened, newest first.")
                .takes(AuditFilters.PARAMETERS)
                .takes(Cursors.parameters())
                .answers(Reply.json(200, "a page", page))
                .by(call -> Answer.json(200, page(call, bus)));
    }

    private static ObjectNode page(AdminCall call, Bus bus) {
        AuditPlace after = Cursors.after(call, AuditPlace::parse);
        var query = new FindAudit(AuditFilters.of(call), after, Cursors.limit(call));
        var page = bus.query(query, FindAudit.Page.class);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var entries = json.putArray("entries");
        page.entries().forEach(entry -> entries.add(AuditJson.of(entry)));
        AuditPlace next = page.next();
        if (next != null) {
            json.put("cursor", Cursors.after(next.text()));
        }
        return json;
    }

    private static AdminRoute export(Bus bus) {
        return AdminRoute.get(
                        PATH + "/export",
                        "exportAudit",
                        "Everything that fulfils the conditions as JSON lines, newest first.")
                .takes(AuditFilters.PARAMETERS)
                .answers(Reply.lines("one entry a line", AuditJson.TYPE))
                .by(call ->
                        Answer.pieces(
                                "application/jsonl", new AuditExport(bus, AuditFilters.of(call))));
    }

    private static AdminRoute counts(Bus bus, String name, String operation, Column column) {
        var count =
                Type.thing(
                        Field.required("value", Type.text(MOST), "as an entry has it"),
                        Field.required(
                                "entries", new Type.Whole(0, Long.MAX_VALUE), "that have it"));
        var page =
                Type.thing(
                        Field.required(name, new Type.Many(count, MOST), "in their order"),
                        Cursors.field());
        return AdminRoute.get(
                        PATH + "/" + name,
                        operation,
                        "All " + name + " of the audit, with how many entries each has.")
                .takes(Cursors.parameters())
                .answers(Reply.json(200, "a page", page))
                .by(call -> Answer.json(200, counts(call, bus, name, column)));
    }

    private static ObjectNode counts(AdminCall call, Bus bus, String name, Column column) {
        String after = Cursors.after(call, text -> text);
        var query = new CountAudit(column, after, Cursors.limit(call));
        Counts counts = bus.query(query, Counts.class);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray(name);
        counts.counts()
                .forEach(count ->
                        list.addObject()
                                .put("value", count.value())
                                .put("entries", count.entries()));
        if (!counts.isLast()) {
            json.put("cursor", Cursors.after(counts.counts().getLast().value()));
        }
        return json;
    }
}
