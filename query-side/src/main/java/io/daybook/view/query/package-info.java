/** Answers how far the views have come. */
@NullMarked
package io.daybook.view.query;

import org.jspecify.annotations.NullMarked;
