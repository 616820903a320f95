/**
 * Aggregates on streams: a repository that waits for no disk, and the stream that a command names.
 */
@NullMarked
package io.daybook.aggregate;

import org.jspecify.annotations.NullMarked;
