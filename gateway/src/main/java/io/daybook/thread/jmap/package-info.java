/** Threads over JMAP: Thread/get and Thread/changes (RFC 8621 section 3). */
@NullMarked
package io.daybook.thread.jmap;

import org.jspecify.annotations.NullMarked;
