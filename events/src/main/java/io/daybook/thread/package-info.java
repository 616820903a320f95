/** Threads (RFC 8621 section 3): which emails belong to one conversation. */
@NullMarked
package io.daybook.thread;

import org.jspecify.annotations.NullMarked;
