/** Decides which identities an account has. */
@NullMarked
package io.daybook.identity.command;

import org.jspecify.annotations.NullMarked;
