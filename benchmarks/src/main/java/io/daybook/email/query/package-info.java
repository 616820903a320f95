/** How fast Email/query is on the columns of a large account. */
@NullMarked
package io.daybook.email.query;

import org.jspecify.annotations.NullMarked;
