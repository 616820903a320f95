/** The Session resource (RFC 8620 section 2): what a client learns first, and the help page. */
@NullMarked
package io.daybook.session.jmap;

import org.jspecify.annotations.NullMarked;
