package io.daybook.email.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.email.EmailCommand.SetChange;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the two properties of an email that are sets: objects whose values are true (RFC 8621
 * section 4.1.1). What is invalid is told to the reader.
 */
record EmailSets(Call call, PropertyReader reader) {
    static final String MAILBOX_IDS = "mailboxIds";
    static final String KEYWORDS = "keywords";

    /** At least one mailbox. */
    Set<MailboxId> mailboxes(@Nullable JsonNode value) {
        var mailboxes = set(MAILBOX_IDS, value, this::mailbox);
        // RFC 8621 section 4.1.1: an Email MUST belong to one or more Mailboxes at all times.
        if (mailboxes.isEmpty()) {
            reader.invalid(MAILBOX_IDS);
        }
        return mailboxes;
    }

    /** Absent is the empty set. */
    Set<String> keywords(@Nullable JsonNode value) {
        return value == null ? Set.of() : set(KEYWORDS, value, Keyword::parse);
    }

    SetChange<MailboxId> mailboxChange(Patch patch) {
        JsonNode whole = patch.values().get(MAILBOX_IDS);
        return whole == null
                ? entries(MAILBOX_IDS, patch, this::mailbox)
                : SetChange.replace(mailboxes(whole));
    }

    SetChange<String> keywordChange(Patch patch) {
        JsonNode whole = patch.values().get(KEYWORDS);
        if (whole == null) {
            return entries(KEYWORDS, patch, Keyword::parse);
        }
        // RFC 8620 section 5.3: null in a patch is the default, here the empty set.
        return SetChange.replace(keywords(whole.isNull() ? null : whole));
    }

    private @Nullable MailboxId mailbox(String wire) {
        String resolved = CreationIds.resolve(call, wire);
        return resolved == null ? null : MailboxId.parse(resolved);
    }

    private <T> Set<T> set(
            String property, @Nullable JsonNode value, Function<String, @Nullable T> parser) {
        if (value == null || !value.isObject()) {
            reader.invalid(property);
            return Set.of();
        }
        var set = HashSet.<T>newHashSet(value.size());
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            T item = isTrue(member.getValue()) ? parser.apply(member.getKey()) : null;
            if (item == null) {
                reader.invalid(property);
            } else {
                set.add(item);
            }
        }
        return set;
    }

    private <T> SetChange<T> entries(
            String property, Patch patch, Function<String, @Nullable T> parser) {
        Map<String, JsonNode> entries = patch.entries().get(property);
        if (entries == null) {
            return SetChange.none();
        }
        var add = new HashSet<T>();
        var remove = new HashSet<T>();
        entries.forEach((key, value) -> {
            T item = parser.apply(key);
            boolean valid = value.isNull() || (isTrue(value) && item != null);
            if (!valid) {
                reader.invalid(property);
            } else if (item != null) {
                (value.isNull() ? remove : add).add(item);
            }
        });
        if (add.stream().anyMatch(remove::contains)) {
            reader.invalid(property);
        }
        return SetChange.patch(add, remove);
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }
}
