/** Decides about the administration: its token and its record. */
@NullMarked
package io.daybook.admin.command;

import org.jspecify.annotations.NullMarked;
