/** Answers who may sign in. */
@NullMarked
package io.daybook.user.query;

import org.jspecify.annotations.NullMarked;
