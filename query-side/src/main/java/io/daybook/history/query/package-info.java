/** Answers what happened to an account. */
@NullMarked
package io.daybook.history.query;

import org.jspecify.annotations.NullMarked;
