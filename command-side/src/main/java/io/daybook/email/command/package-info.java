/** Decides Email/set: what an account remembers of each email, and the rules of its changes. */
@NullMarked
package io.daybook.email.command;

import org.jspecify.annotations.NullMarked;
