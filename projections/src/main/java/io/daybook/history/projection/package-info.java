/** What happened to an account's mail: its events, each with its cause and what it touched. */
@NullMarked
package io.daybook.history.projection;

import org.jspecify.annotations.NullMarked;
