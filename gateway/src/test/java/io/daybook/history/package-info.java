/** Going back, tested where all sides meet. */
@NullMarked
package io.daybook.history;

import org.jspecify.annotations.NullMarked;
