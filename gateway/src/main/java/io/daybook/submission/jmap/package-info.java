/** The methods of submissions (RFC 8621 section 7). */
@NullMarked
package io.daybook.submission.jmap;

import org.jspecify.annotations.NullMarked;
