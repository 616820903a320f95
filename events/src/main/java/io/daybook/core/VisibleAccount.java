package io.daybook.core;

/**
 * An account that a user can see (RFC 8620 section 1.6.2).
 *
 * @param owner whose account it is
 * @param personal whether the owner is that user
 * @param readOnly whether nothing in it may be changed by that user
 */
public record VisibleAccount(AccountId id, UserId owner, boolean personal, boolean readOnly) {}
