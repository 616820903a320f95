/** Mailboxes over JMAP (RFC 8621 section 2). */
@NullMarked
package io.daybook.mailbox.jmap;

import org.jspecify.annotations.NullMarked;
