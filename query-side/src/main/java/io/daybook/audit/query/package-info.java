/** Answers what happened. */
@NullMarked
package io.daybook.audit.query;

import org.jspecify.annotations.NullMarked;
