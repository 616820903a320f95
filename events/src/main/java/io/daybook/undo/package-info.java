/** The way back: what it means to undo changes of an account, and to restore it to a moment. */
@NullMarked
package io.daybook.undo;

import org.jspecify.annotations.NullMarked;
