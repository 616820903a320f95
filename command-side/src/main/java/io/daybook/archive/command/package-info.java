/** Writes the accounts of the journal as archives, proves archives, and brings them in. */
@NullMarked
package io.daybook.archive.command;

import org.jspecify.annotations.NullMarked;
