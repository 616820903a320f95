/** Decides which thread a message joins (RFC 8621 section 3). */
@NullMarked
package io.daybook.thread.command;

import org.jspecify.annotations.NullMarked;
