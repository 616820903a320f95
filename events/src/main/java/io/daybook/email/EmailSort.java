package io.daybook.email;

import org.jspecify.annotations.Nullable;

/**
 * One comparator of Email/query (RFC 8621 section 4.4.2). Ties are broken by ascending id.
 *
 * @param keyword only for the properties that take one
 * @param collation only for texts: a name of the IANA registry that the session lists, null for the
 *     default
 */
public record EmailSort(
        Property property,
        boolean isAscending,
        @Nullable String keyword,
        @Nullable String collation) {
    public enum Property {
        RECEIVED_AT,
        SIZE,
        FROM,
        TO,
        SUBJECT,
        SENT_AT,
        HAS_KEYWORD,
        ALL_IN_THREAD_HAVE_KEYWORD,
        SOME_IN_THREAD_HAVE_KEYWORD
    }
}
