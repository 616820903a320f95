/**
 * The journal: how events become sealed, chained, durable rows of a stream, and how they are read
 * again. Ports and rules here; adapters below, named after their technology.
 */
@NullMarked
package io.daybook.journal;

import org.jspecify.annotations.NullMarked;
