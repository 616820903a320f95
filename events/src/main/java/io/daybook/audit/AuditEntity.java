package io.daybook.audit;

import org.jspecify.annotations.Nullable;

/**
 * A thing that something was done to. Ids of mailboxes, emails and the like are those of one
 * account.
 *
 * @param type such as {@code mailbox}, {@code email}, {@code user}
 */
public record AuditEntity(String type, String id) {
    /** Such as {@code mailbox:m12}; null when it is no such text. */
    public static @Nullable AuditEntity parse(String text) {
        int colon = text.indexOf(':');
        return colon < 1 || colon == text.length() - 1
                ? null
                : new AuditEntity(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return type + ":" + id;
    }
}
