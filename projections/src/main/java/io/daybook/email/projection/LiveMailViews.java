package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads of the mail views as they are now, which can tell what has changed up to now. */
public interface LiveMailViews extends MailViews {
    /**
     * What happened to the account's emails since a state of theirs, up to what the stream had when
     * the read began; null when it is no state of this account, or too much has happened to look at
     * it all. Nobody waits for it.
     *
     * @throws io.daybook.core.Unavailable when the views could not be caught up within the bound
     */
    @Nullable EmailHistory since(AccountId account, State state);

    /**
     * Reads like {@link #read}.
     *
     * @throws io.daybook.core.Unavailable when the views could not be caught up within the bound
     */
    <T> T readLive(AccountId account, Function<LiveSnapshot, T> reader);

    /** The views at the version that the stream has now. */
    interface LiveSnapshot extends Snapshot {
        /**
         * The history, and what happened after it up to this version; null when that is too much.
         */
        @Nullable EmailHistory upToNow(EmailHistory history);
    }
}
