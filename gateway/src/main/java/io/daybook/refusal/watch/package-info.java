/** Counts what is refused, and notes it in bounded events now and then. */
@NullMarked
package io.daybook.refusal.watch;

import org.jspecify.annotations.NullMarked;
