package io.daybook.mailbox;

import io.daybook.core.MailboxId;

/** Why a mailbox was not created, updated or destroyed. */
public sealed interface MailboxRefusal {
    record NoSuchMailbox() implements MailboxRefusal {}

    record NoSuchParent() implements MailboxRefusal {}

    /** A sibling has the name (RFC 8621 section 2). */
    record NameTaken(MailboxId by) implements MailboxRefusal {}

    record InvalidName(String reason) implements MailboxRefusal {}

    record UnknownRole() implements MailboxRefusal {}

    record RoleTaken(MailboxId by) implements MailboxRefusal {}

    /** The new parent is the mailbox itself or below it. */
    record ParentLoop() implements MailboxRefusal {}

    record TooDeep(int maxDepth) implements MailboxRefusal {}

    record TooManyMailboxes(int max) implements MailboxRefusal {}

    record HasChild() implements MailboxRefusal {}

    record HasEmail(int count) implements MailboxRefusal {}

    /** The inbox always exists: delivery needs it. */
    record IsInbox() implements MailboxRefusal {}

    record InvalidSortOrder() implements MailboxRefusal {}
}
