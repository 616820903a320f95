package io.daybook.email.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Condition;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.KnownIds;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.TextField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The filter conditions of Email/query (RFC 8621 section 4.4.1). */
public record EmailConditions(Call call) implements FilterTree.Conditions<EmailFilter> {
    private static final EmailFilter NOTHING = new EmailFilter.Or(List.of());

    /** Reads the argument {@code filter}; null matches all. */
    public static @Nullable EmailFilter read(Arguments arguments, Call call) {
        JsonNode filter = arguments.nullable("filter");
        return filter == null ? null : new FilterTree<>(new EmailConditions(call)).read(filter);
    }

    @Override
    public EmailFilter condition(ObjectNode condition) {
        var all = new ArrayList<EmailFilter>(condition.size());
        for (Map.Entry<String, JsonNode> member : condition.properties()) {
            all.add(condition(member));
        }
        return and(all);
    }

    @Override
    public EmailFilter and(List<EmailFilter> filters) {
        return filters.size() == 1 ? filters.getFirst() : new EmailFilter.And(filters);
    }

    @Override
    public EmailFilter or(List<EmailFilter> filters) {
        return filters.size() == 1 ? filters.getFirst() : new EmailFilter.Or(filters);
    }

    @Override
    public EmailFilter not(List<EmailFilter> filters) {
        return new EmailFilter.Not(filters);
    }

    private EmailFilter condition(Map.Entry<String, JsonNode> member) {
        return switch (member.getKey()) {
            case "inMailbox" -> inMailbox(Condition.text(member));
            case "inMailboxOtherThan" -> inMailboxOtherThan(Condition.texts(member));
            case "before" -> new EmailFilter.Before(Condition.date(member));
            case "after" -> new EmailFilter.After(Condition.date(member));
            case "minSize" -> new EmailFilter.MinSize(Condition.unsigned(member));
            case "maxSize" -> new EmailFilter.MaxSize(Condition.unsigned(member));
            case "allInThreadHaveKeyword" ->
                    new EmailFilter.AllInThreadHaveKeyword(keyword(member));
            case "someInThreadHaveKeyword" ->
                    new EmailFilter.SomeInThreadHaveKeyword(keyword(member));
            case "noneInThreadHaveKeyword" ->
                    new EmailFilter.NoneInThreadHaveKeyword(keyword(member));
            case "hasKeyword" -> new EmailFilter.HasKeyword(keyword(member));
            case "notKeyword" -> new EmailFilter.NotKeyword(keyword(member));
            case "hasAttachment" -> new EmailFilter.HasAttachment(Condition.bool(member));
            case "text" -> text(TextField.ANYWHERE, member);
            case "from" -> text(TextField.FROM, member);
            case "to" -> text(TextField.TO, member);
            case "cc" -> text(TextField.CC, member);
            case "bcc" -> text(TextField.BCC, member);
            case "subject" -> text(TextField.SUBJECT, member);
            case "body" -> text(TextField.BODY, member);
            case "header" -> header(Condition.texts(member));
            default -> throw FilterTree.unsupported("unknown condition");
        };
    }

    private EmailFilter inMailbox(String wire) {
        String resolved = CreationIds.resolve(call, wire);
        MailboxId id = resolved == null ? null : MailboxId.parse(resolved);
        return id == null ? NOTHING : new EmailFilter.InMailbox(id);
    }

    private EmailFilter inMailboxOtherThan(List<String> wire) {
        var ids = KnownIds.of(wire, call, MailboxId::parse).known();
        return new EmailFilter.InMailboxOtherThan(new HashSet<>(ids));
    }

    private static EmailFilter text(TextField field, Map.Entry<String, JsonNode> member) {
        return new EmailFilter.Text(field, Condition.text(member));
    }

    /** Keywords are kept in lower case; one that is none is on no email. */
    private static String keyword(Map.Entry<String, JsonNode> member) {
        return Condition.text(member).toLowerCase(Locale.ROOT);
    }

    private static EmailFilter header(List<String> texts) {
        // RFC 8621 section 4.4.1: the array MUST contain either one or two elements.
        if (texts.isEmpty() || texts.size() > 2) {
            throw Arguments.invalid("header has one or two items");
        }
        return new EmailFilter.Header(texts.getFirst(), texts.size() == 2 ? texts.get(1) : null);
    }
}
