package io.daybook.mailbox;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Mailbox/set call: creates in an order in which parents come first where possible, then
 * updates, then destroys (children before parents). Each record succeeds or is refused by itself;
 * all that succeed are one append.
 *
 * @param ifVersion the head that the stream must still have, null when it does not matter
 */
public record ChangeMailboxes(
        AccountId account,
        @Nullable Long ifVersion,
        List<CreateMailbox> create,
        List<UpdateMailbox> update,
        List<DestroyMailbox> destroy)
        implements Command {
    public ChangeMailboxes {
        create = List.copyOf(create);
        update = List.copyOf(update);
        destroy = List.copyOf(destroy);
    }

    @Override
    public String stream() {
        return account.stream();
    }

    public sealed interface Answer {}

    /** The stream has moved on since {@code ifVersion}; nothing was done. */
    public record VersionMoved(long head) implements Answer {}

    /**
     * @param before the head of the stream before the call
     * @param after the head after it
     */
    public record MailboxesChanged(
            long before,
            long after,
            Map<String, MailboxId> created,
            Map<String, MailboxRefusal> notCreated,
            List<MailboxId> updated,
            Map<MailboxId, MailboxRefusal> notUpdated,
            List<MailboxId> destroyed,
            Map<MailboxId, MailboxRefusal> notDestroyed)
            implements Answer {}
}
