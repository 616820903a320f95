/** Answers what mailboxes there are. */
@NullMarked
package io.daybook.mailbox.query;

import org.jspecify.annotations.NullMarked;
