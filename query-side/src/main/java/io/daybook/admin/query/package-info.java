/** Answers who may administer. */
@NullMarked
package io.daybook.admin.query;

import org.jspecify.annotations.NullMarked;
