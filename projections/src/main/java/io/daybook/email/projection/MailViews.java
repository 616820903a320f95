package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
    <T> T read(AccountId account, Function<Snapshot, T> reader);

    /** The views at one version of the stream. */
    interface Snapshot {
        long version();

        State state(DataType type);

        EmailColumns columns();

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
