/** History/undo and History/restore: going back over JMAP (docs/history.md). */
@NullMarked
package io.daybook.undo.jmap;

import org.jspecify.annotations.NullMarked;
