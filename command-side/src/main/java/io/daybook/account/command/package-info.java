/** The mail account as an aggregate: its state in memory, its repository, cache and snapshots. */
@NullMarked
package io.daybook.account.command;

import org.jspecify.annotations.NullMarked;
