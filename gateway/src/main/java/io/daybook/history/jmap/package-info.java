/** The methods of the history of an account (docs/history.md). */
@NullMarked
package io.daybook.history.jmap;

import org.jspecify.annotations.NullMarked;
