/**
 * Web push as a policy: follows push subscriptions and accounts, and posts to push services (RFC
 * 8620 section 7.2, RFC 8030), encrypted (RFC 8291) and signed (RFC 8292, RFC 9749).
 */
@NullMarked
package io.daybook.push.web;

import org.jspecify.annotations.NullMarked;
