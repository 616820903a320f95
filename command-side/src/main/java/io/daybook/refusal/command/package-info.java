/** Notes what was refused, in a stream of its own. */
@NullMarked
package io.daybook.refusal.command;

import org.jspecify.annotations.NullMarked;
