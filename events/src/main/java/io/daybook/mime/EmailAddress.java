package io.daybook.mime;

import org.jspecify.annotations.Nullable;

/** RFC 8621 section 4.1.2.3: a mailbox; {@code email} need not be a valid addr-spec. */
public record EmailAddress(@Nullable String name, String email) {}
