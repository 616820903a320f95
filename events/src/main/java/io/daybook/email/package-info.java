/**
 * Emails (RFC 8621 section 4): what can be asked of them, what happened to them, how they are
 * found.
 */
@NullMarked
package io.daybook.email;

import org.jspecify.annotations.NullMarked;
