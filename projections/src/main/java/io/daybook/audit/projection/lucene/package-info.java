/** The audit in one Lucene index, sorted by time. */
@NullMarked
package io.daybook.audit.projection.lucene;

import org.jspecify.annotations.NullMarked;
