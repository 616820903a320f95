/** Answers what was submitted, what became of it, and what is due. */
@NullMarked
package io.daybook.submission.query;

import org.jspecify.annotations.NullMarked;
