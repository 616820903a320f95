/**
 * Push subscriptions (RFC 8620 section 7.2): URLs to which the server posts that something has
 * changed. Each user's have a stream of their own.
 */
@NullMarked
package io.daybook.push;

import org.jspecify.annotations.NullMarked;
