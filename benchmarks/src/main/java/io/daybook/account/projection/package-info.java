/** How fast events are folded into the columns of an account. */
@NullMarked
package io.daybook.account.projection;

import org.jspecify.annotations.NullMarked;
