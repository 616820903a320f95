package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one account's mail views, never behind what the account's stream had when the read
 * began.
 */
public interface MailViews {
    /**
     * Runs {@code reader} on the views when they have reached the head of the account's stream; the
     * reader that finds them behind catches them up. Writers wait while it runs, so it is short and
     * keeps nothing of what it was handed.
     *
     * @throws io.daybook.core.Unavailable when they could not be caught up within the bound
     */
    <T> T read(AccountId account, Reader<T> reader);

    /**
     * What happened to the account's emails since a state of theirs, up to what the stream had when
     * the read began; null when it is no state of this account, or too much has happened to look at
     * it all. Nobody waits for it.
     *
     * @throws io.daybook.core.Unavailable when the views could not be caught up within the bound
     */
    @Nullable EmailHistory since(AccountId account, State state);

    interface Reader<T> {
        T read(Snapshot snapshot);
    }

    /** The views at one version of the stream. */
    interface Snapshot {
        long version();

        State state(DataType type);

        EmailColumns columns();

        /**
         * The history, and what happened after it up to this version; null when that is too much.
         */
        @Nullable EmailHistory upToNow(EmailHistory history);

        @Nullable EmailRow email(int email);

        /** The rows of these emails in their order, without those that do not exist. */
        default List<EmailRow> emails(List<EmailId> emails) {
            return emails.stream()
                    .map(email -> email(email.value()))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }
}
