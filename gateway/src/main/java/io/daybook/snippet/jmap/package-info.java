/** Search snippets over JMAP (RFC 8621 section 5). */
@NullMarked
package io.daybook.snippet.jmap;

import org.jspecify.annotations.NullMarked;
