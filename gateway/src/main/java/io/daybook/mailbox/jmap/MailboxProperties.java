package io.daybook.mailbox.jmap;

import io.daybook.core.DataType;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.mailbox.MailboxView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The properties of a Mailbox (RFC 8621 section 2). */
final class MailboxProperties {
    /** What changes often: RFC 8621 section 2.2. */
    static final List<String> COUNTS =
            List.of("totalEmails", "unreadEmails", "totalThreads", "unreadThreads");

    private static final String READ = "mayReadItems";

    private static final List<String> RIGHTS =
            List.of(
                    READ,
                    "mayAddItems",
                    "mayRemoveItems",
                    "maySetSeen",
                    "maySetKeywords",
                    "mayCreateChild",
                    "mayRename",
                    "mayDelete",
                    "maySubmit");

    static final PropertyTable<MailboxView> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", box -> Json.text(box.id().toString())),
                            Property.value("name", box -> Json.text(box.name())),
                            Property.value("parentId", box -> id(box.parent())),
                            Property.value("role", box -> Json.text(box.role())),
                            Property.value("sortOrder", box -> Json.number(box.sortOrder())),
                            Property.serverSet(
                                    "totalEmails", box -> Json.number(box.totalEmails())),
                            Property.serverSet(
                                    "unreadEmails", box -> Json.number(box.unreadEmails())),
                            Property.serverSet(
                                    "totalThreads", box -> Json.number(box.totalThreads())),
                            Property.serverSet(
                                    "unreadThreads", box -> Json.number(box.unreadThreads())),
                            Property.serverSet("myRights", box -> rights(box.mayChange())),
                            Property.value("isSubscribed", box -> Json.bool(box.isSubscribed()))));

    static final StandardType<MailboxId, MailboxView> TYPE =
            StandardType.of(
                    DataType.MAILBOX, Capability.MAIL, TABLE, MailboxId::parse, MailboxId.PREFIX);

    private MailboxProperties() {}

    static JsonNode id(@Nullable MailboxId id) {
        return Json.text(id == null ? null : id.toString());
    }

    /** Who may change an account may do everything in it, everybody else may read. */
    static ObjectNode rights(boolean mayChange) {
        ObjectNode rights = Json.object();
        RIGHTS.forEach(right -> rights.put(right, mayChange || right.equals(READ)));
        return rights;
    }
}
