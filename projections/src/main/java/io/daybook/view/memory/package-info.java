/** Views in memory: gone with the process, for trials and tests. */
@NullMarked
package io.daybook.view.memory;

import org.jspecify.annotations.NullMarked;
