/** Decides about push subscriptions, and keeps what is secret of them. */
@NullMarked
package io.daybook.push.command;

import org.jspecify.annotations.NullMarked;
