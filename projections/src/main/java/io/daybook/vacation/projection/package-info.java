/** The vacation response as it is read. */
@NullMarked
package io.daybook.vacation.projection;

import org.jspecify.annotations.NullMarked;
