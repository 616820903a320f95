/** The history of an account: what happened to it, how it was, and the way back. */
@NullMarked
package io.daybook.history;

import org.jspecify.annotations.NullMarked;
