/** Decides Mailbox/set: the tree of mailboxes and its rules (RFC 8621 section 2). */
@NullMarked
package io.daybook.mailbox.command;

import org.jspecify.annotations.NullMarked;
