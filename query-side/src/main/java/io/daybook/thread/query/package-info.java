/** Answers what threads there are. */
@NullMarked
package io.daybook.thread.query;

import org.jspecify.annotations.NullMarked;
