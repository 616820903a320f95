/**
 * Identities (RFC 8621 section 6): as whom a user may send. Every account has the identity {@code
 * i1} of its owner's address from the moment it was opened.
 */
@NullMarked
package io.daybook.identity;

import org.jspecify.annotations.NullMarked;
