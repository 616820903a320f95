/** Threads as they are read: from the columns of the account. */
@NullMarked
package io.daybook.thread.projection;

import org.jspecify.annotations.NullMarked;
