/**
 * Tests of the whole server as a process of its own: crash, random histories, clients that nobody
 * here wrote.
 */
@NullMarked
package io.daybook.whole;

import org.jspecify.annotations.NullMarked;
