/** The architecture and the citations as tests. */
@NullMarked
package io.daybook.architecture;

import org.jspecify.annotations.NullMarked;
