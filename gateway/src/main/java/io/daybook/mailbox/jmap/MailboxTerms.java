package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Collation;
import io.daybook.core.jmap.standard.Comparators;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import io.daybook.core.jmap.standard.Condition;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.ListShape;
import io.daybook.core.jmap.standard.ListTerms;
import io.daybook.mailbox.MailboxView;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The filter conditions and sort properties of Mailbox/query (RFC 8621 section 2.3). */
final class MailboxTerms implements ListTerms<MailboxView> {
    @Override
    public Predicate<MailboxView> condition(Map.Entry<String, JsonNode> member, Call call) {
        return switch (member.getKey()) {
            case "parentId" -> parent(member, call);
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

    @Override
    public Comparator<MailboxView> order(Comparison comparison) {
        return switch (comparison.property()) {
            case "sortOrder" -> Comparator.comparingInt(MailboxView::sortOrder);
            case "name" ->
                    Comparator.comparing(
                            MailboxView::name, Collation.comparator(comparison.collation()));
            case "parentId" ->
                    Comparator.comparing(
                            MailboxView::parent,
                            Comparator.nullsFirst(Comparator.<MailboxId>naturalOrder()));
            default -> throw Comparators.unsupported("no sort by this property");
        };
    }

    /** Everything about a mailbox can be changed; the counters are in no filter and no sort. */
    @Override
    public Changes changes(String name) {
        return Changes.SELDOM;
    }

    @Override
    public ListShape<MailboxView> shape(Arguments arguments) {
        return new MailboxShape(
                arguments.bool("sortAsTree", false), arguments.bool("filterAsTree", false));
    }

    private static Predicate<MailboxView> parent(Map.Entry<String, JsonNode> member, Call call) {
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
