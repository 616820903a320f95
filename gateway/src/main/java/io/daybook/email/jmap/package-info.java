/** Emails over JMAP (RFC 8621 section 4). */
@NullMarked
package io.daybook.email.jmap;

import org.jspecify.annotations.NullMarked;
