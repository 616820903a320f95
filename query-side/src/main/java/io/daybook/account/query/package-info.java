/** Answers what changed in an account, and since when. */
@NullMarked
package io.daybook.account.query;

import org.jspecify.annotations.NullMarked;
