/** Going back, tested where all sides meet. */
@NullMarked
package io.daybook.undo;

import org.jspecify.annotations.NullMarked;
