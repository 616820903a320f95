package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Condition;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.mailbox.MailboxView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The filter conditions of Mailbox/query (RFC 8621 section 2.3). */
record MailboxFilter(Call call) implements FilterTree.Conditions<Predicate<MailboxView>> {
    @Override
    public Predicate<MailboxView> condition(ObjectNode condition) {
        var all = new ArrayList<Predicate<MailboxView>>();
        for (Map.Entry<String, JsonNode> member : condition.properties()) {
            all.add(condition(member));
        }
        return and(all);
    }

    @Override
    public Predicate<MailboxView> and(List<Predicate<MailboxView>> filters) {
        return mailbox -> filters.stream().allMatch(filter -> filter.test(mailbox));
    }

    @Override
    public Predicate<MailboxView> or(List<Predicate<MailboxView>> filters) {
        return mailbox -> filters.stream().anyMatch(filter -> filter.test(mailbox));
    }

    @Override
    public Predicate<MailboxView> not(List<Predicate<MailboxView>> filters) {
        return mailbox -> filters.stream().noneMatch(filter -> filter.test(mailbox));
    }

    private Predicate<MailboxView> condition(Map.Entry<String, JsonNode> member) {
        return switch (member.getKey()) {
            case "parentId" -> parent(member);
            case "name" -> name(Condition.text(member));
            case "role" -> role(member);
            case "hasAnyRole" -> {
                boolean wanted = Condition.bool(member);
                yield mailbox -> (mailbox.role() != null) == wanted;
            }
            case "isSubscribed" -> {
                boolean wanted = Condition.bool(member);
                yield mailbox -> mailbox.isSubscribed() == wanted;
            }
            default -> throw FilterTree.unsupported("unknown condition");
        };
    }

    private Predicate<MailboxView> parent(Map.Entry<String, JsonNode> member) {
        if (member.getValue().isNull()) {
            return mailbox -> mailbox.parent() == null;
        }
        String id = CreationIds.resolve(call, Condition.text(member));
        MailboxId parent = id == null ? null : MailboxId.parse(id);
        return parent == null ? _ -> false : mailbox -> parent.equals(mailbox.parent());
    }

    private static Predicate<MailboxView> name(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return mailbox -> mailbox.name().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static Predicate<MailboxView> role(Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        if (!value.isNull() && !value.isString()) {
            throw Arguments.invalid("role is neither String nor null");
        }
        String wanted = value.isNull() ? null : value.stringValue();
        return mailbox -> Objects.equals(mailbox.role(), wanted);
    }
}
