/**
 * Signing in: who makes a request, by password, app password or token; and what slows down those
 * who guess.
 */
@NullMarked
package io.daybook.user.signin;

import org.jspecify.annotations.NullMarked;
