/** Mailboxes as they are read: rows with counters. */
@NullMarked
package io.daybook.mailbox.projection;

import org.jspecify.annotations.NullMarked;
