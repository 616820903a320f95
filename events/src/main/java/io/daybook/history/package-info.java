/**
 * What happened to an account's mail: every event of its stream, with who and what brought it
 * about, and what it changed; and the way back.
 */
@NullMarked
package io.daybook.history;

import org.jspecify.annotations.NullMarked;
