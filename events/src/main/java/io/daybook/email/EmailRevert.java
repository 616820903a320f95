package io.daybook.email;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.ThreadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an email is to be again what it was; done only where the email still is what the undone
 * changes left.
 */
public sealed interface EmailRevert {
    EmailId email();

    /**
     * Each keyword stands for itself, so it can only be reverted or be reverted already. Mailboxes
     * are reverted together, and only when all of them are as they were left: who moved the email
     * on is not overruled by half.
     *
     * @param add keywords to be there again: lower case, as is {@code remove}
     * @param enter mailboxes to be in again
     */
    record ChangeBack(EmailId email, List<String> add, List<String> remove, Ids enter, Ids leave)
            implements EmailRevert {
        public ChangeBack {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    /**
     * A destroyed email comes back.
     *
     * @param messageIds as for {@link EmailCommand.AddEmail}: later mail finds the thread by them
     */
    record BringBack(
            EmailId email,
            ThreadId thread,
            BlobId blob,
            long size,
            Instant receivedAt,
            Content content,
            List<String> messageIds,
            String baseSubject)
            implements EmailRevert {
        public BringBack {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** An email that had not been there goes, if nobody changed it since. */
    record TakeAway(EmailId email, Content left) implements EmailRevert {}

    /**
     * What of an email can change.
     *
     * @param keywords lower case, ascending
     */
    record Content(Ids mailboxes, List<String> keywords) {
        public Content {
            keywords = List.copyOf(keywords);
        }
    }

    /** Why an email stays as it is. */
    sealed interface Refusal {}

    /** There is no such email any more. */
    record Gone() implements Refusal {}

    /**
     * A later change contradicts.
     *
     * @param expected what the undone changes left; null when that was no email at all
     */
    record Changed(@Nullable Content expected, Content now) implements Refusal {}

    /** What it would be is against the rules. */
    record Forbidden(EmailRefusal why) implements Refusal {}
}
