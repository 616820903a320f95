/** The methods of identities (RFC 8621 section 6). */
@NullMarked
package io.daybook.identity.jmap;

import org.jspecify.annotations.NullMarked;
