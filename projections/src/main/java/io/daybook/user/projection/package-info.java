/** Users as they are read: one row each. */
@NullMarked
package io.daybook.user.projection;

import org.jspecify.annotations.NullMarked;
