package io.daybook.mailbox;

import io.daybook.core.MailboxId;

/** A mailbox that exists, or one created earlier in the same command, by its creation id. */
public sealed interface MailboxRef {
    record Existing(MailboxId id) implements MailboxRef {}

    record Created(String creationId) implements MailboxRef {}
}
