/** Answers what happened to an account, and what it takes to go back. */
@NullMarked
package io.daybook.history.query;

import org.jspecify.annotations.NullMarked;
