/** Answers what an account may use and does use. */
@NullMarked
package io.daybook.quota.query;

import org.jspecify.annotations.NullMarked;
