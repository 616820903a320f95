/** Answers which push subscriptions a user has. */
@NullMarked
package io.daybook.push.query;

import org.jspecify.annotations.NullMarked;
