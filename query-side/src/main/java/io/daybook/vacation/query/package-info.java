/** Answers what the vacation response is. */
@NullMarked
package io.daybook.vacation.query;

import org.jspecify.annotations.NullMarked;
