/** The methods of the vacation response (RFC 8621 section 8). */
@NullMarked
package io.daybook.vacation.jmap;

import org.jspecify.annotations.NullMarked;
