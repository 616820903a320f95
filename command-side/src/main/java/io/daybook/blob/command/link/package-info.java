/**
 * The rules of links: who reaches which blob, for how long, and when what nobody reaches goes. Pure
 * values and ports; links and contents are kept by adapters. Nothing here needs a lock or a
 * transaction: each change is one of one row, made only if the row is still as it was read.
 */
@NullMarked
package io.daybook.blob.command.link;

import org.jspecify.annotations.NullMarked;
