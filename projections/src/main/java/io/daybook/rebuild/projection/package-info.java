/** Rebuilds as they run: orders, their progress, and the threads that yield to all others. */
@NullMarked
package io.daybook.rebuild.projection;

import org.jspecify.annotations.NullMarked;
