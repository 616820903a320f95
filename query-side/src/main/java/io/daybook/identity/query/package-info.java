/** Answers which identities there are. */
@NullMarked
package io.daybook.identity.query;

import org.jspecify.annotations.NullMarked;
