/** Push subscriptions as they are read: one row for each user. */
@NullMarked
package io.daybook.push.projection;

import org.jspecify.annotations.NullMarked;
