/** Decides about users: their account, password and app passwords. */
@NullMarked
package io.daybook.user.command;

import org.jspecify.annotations.NullMarked;
