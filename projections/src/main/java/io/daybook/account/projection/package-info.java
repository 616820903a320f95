/**
 * An account's mail as one view: the fold of its events into rows, columns, counters and the log of
 * changes, and the reads that are never behind.
 */
@NullMarked
package io.daybook.account.projection;

import org.jspecify.annotations.NullMarked;
