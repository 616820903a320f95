/** Mailboxes (RFC 8621 section 2): their tree, roles, names and counters. */
@NullMarked
package io.daybook.mailbox;

import org.jspecify.annotations.NullMarked;
