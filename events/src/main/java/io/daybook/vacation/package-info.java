/**
 * The vacation response (RFC 8621 section 8): one setting of the account. Replies are sent where
 * mail comes in; here the setting is kept exactly.
 */
@NullMarked
package io.daybook.vacation;

import org.jspecify.annotations.NullMarked;
