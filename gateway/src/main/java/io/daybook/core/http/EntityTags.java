package io.daybook.core.http;

import org.jspecify.annotations.Nullable;

/** Lists of entity tags (RFC 9110 section 8.8.3). */
public final class EntityTags {
    private EntityTags() {}

    /** Whether an If-None-Match header names the tag, weak or strong, or is {@code *}. */
    public static boolean match(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String one : header.split(",")) {
            String candidate = one.strip();
            String plain = candidate.startsWith("W/") ? candidate.substring(2) : candidate;
            if (plain.equals(tag) || plain.equals("*")) {
                return true;
            }
        }
        return false;
    }
}
