package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxCommand;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.RestoreMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRef.Existing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of a call and the mailbox that it is about; a mailbox to be created has a negative id
 * until it is accepted.
 */
record MailboxWish(MailboxId id, MailboxCommand command) {
    /** The new name as sent, null when there is none. */
    @Nullable String name() {
        return switch (command) {
            case CreateMailbox create -> create.name();
            case UpdateMailbox update -> update.name();
            case DestroyMailbox _ -> null;
            case RestoreMailbox restore -> restore.before().name();
        };
    }

    /** The new parent; null when it stays, empty for the top. */
    @SuppressWarnings("OptionalAssignedToNull")
    @Nullable Optional<MailboxRef> parent() {
        return switch (command) {
            case CreateMailbox create -> Optional.ofNullable(create.parent());
            case UpdateMailbox update -> update.parent();
            case DestroyMailbox _ -> null;
            case RestoreMailbox restore ->
                    Optional.ofNullable(restore.before().parent()).map(Existing::new);
        };
    }

    /** The new role; null when it stays, empty for none. */
    @SuppressWarnings("OptionalAssignedToNull")
    @Nullable Optional<String> role() {
        return switch (command) {
            case CreateMailbox create -> Optional.ofNullable(create.role());
            case UpdateMailbox update -> update.role();
            case DestroyMailbox _ -> null;
            case RestoreMailbox restore -> Optional.ofNullable(restore.before().role());
        };
    }

    @Nullable Integer sortOrder() {
        return switch (command) {
            case CreateMailbox create -> create.sortOrder();
            case UpdateMailbox update -> update.sortOrder();
            case DestroyMailbox _ -> null;
            case RestoreMailbox restore -> restore.before().sortOrder();
        };
    }

    /** Whether there will be a mailbox that is not there. */
    boolean adds() {
        return command instanceof CreateMailbox || command instanceof RestoreMailbox;
    }

    boolean isDestroy() {
        return command instanceof DestroyMailbox;
    }
}
