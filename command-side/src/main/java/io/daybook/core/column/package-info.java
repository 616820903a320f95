/** Columns of ints by which an aggregate keeps a million records in a few tens of octets each. */
@NullMarked
package io.daybook.core.column;

import org.jspecify.annotations.NullMarked;
