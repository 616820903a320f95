/** Decides what is sent, and what may be recorded of sending it. */
@NullMarked
package io.daybook.submission.command;

import org.jspecify.annotations.NullMarked;
