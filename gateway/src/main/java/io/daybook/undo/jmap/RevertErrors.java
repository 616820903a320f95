package io.daybook.undo.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.email.EmailRevert;
import io.daybook.email.jmap.EmailErrors;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.mailbox.jmap.MailboxErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a record was not brought back, on the wire. */
final class RevertErrors {
    private static final String LATER = "a later change contradicts";

    private RevertErrors() {}

    static SetError of(EmailRevert.Refusal refusal) {
        return switch (refusal) {
            case EmailRevert.Gone() -> gone();
            case EmailRevert.Changed(var expected, var now) ->
                    conflict(expected == null ? null : wire(expected), wire(now));
            case EmailRevert.Forbidden(var why) -> EmailErrors.of(why);
        };
    }

    static SetError of(MailboxRevert.Refusal refusal) {
        return switch (refusal) {
            case MailboxRevert.Gone() -> gone();
            case MailboxRevert.Changed(var expected, var now) ->
                    conflict(expected == null ? null : wire(expected), wire(now));
            case MailboxRevert.Forbidden(var why) -> MailboxErrors.of(why);
        };
    }

    /**
     * @param properties empty when the record is gone
     */
    static SetError contradicted(List<String> properties) {
        return properties.isEmpty() ? gone() : new SetError("conflict", LATER, properties);
    }

    static SetError expired() {
        return SetError.of("expired", "it was destroyed too long ago; its message is not kept");
    }

    private static SetError gone() {
        return SetError.of("conflict", "it was destroyed since");
    }

    /**
     * @param expected what the undone changes left, null when that was no record at all
     */
    private static SetError conflict(@Nullable ObjectNode expected, ObjectNode now) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("expected", expected == null ? NullNode.instance : expected);
        details.put("now", now);
        return new SetError("conflict", LATER, different(expected, now), details);
    }

    private static List<String> different(@Nullable ObjectNode expected, ObjectNode now) {
        List<String> names = new ArrayList<>();
        if (expected != null) {
            for (Map.Entry<String, JsonNode> property : now.properties()) {
                if (!Objects.equals(property.getValue(), expected.get(property.getKey()))) {
                    names.add(property.getKey());
                }
            }
        }
        return names;
    }

    private static ObjectNode wire(EmailRevert.Content content) {
        ObjectNode node = Json.object();
        node.set(
                "mailboxIds",
                Json.set(content.mailboxes().stream().mapToObj(MailboxId::new).toList()));
        node.set("keywords", Json.set(content.keywords()));
        return node;
    }

    private static ObjectNode wire(MailboxRevert.Content content) {
        ObjectNode node = Json.object();
        node.put("name", content.name());
        node.set("parentId", Json.text(Objects.toString(content.parent(), null)));
        node.set("role", Json.text(content.role()));
        node.put("sortOrder", content.sortOrder());
        node.put("isSubscribed", content.isSubscribed());
        return node;
    }
}
