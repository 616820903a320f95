package io.daybook.refusal;

import io.daybook.core.AccountId;
import io.daybook.core.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of the same kind, counted over at most about a minute. Its cause is that of the first of
 * them; whoever fails to sign in is nobody, so its actor is empty.
 */
public sealed interface RefusalEvent extends Event {
    /** How many there were. */
    long count();

    /** When the first and the last of them were. */
    Instant first();

    Instant last();

    /**
     * Records that a JMAP call did not create, update or destroy, or calls that failed.
     *
     * @param account null when the caller has none of that name
     * @param method such as {@code Email/set}; empty for those of many kinds, counted together
     * @param error the type of the error, such as {@code overQuota}
     * @param records the first of them: a word such as {@code create}, a colon, and the id
     */
    record CallsRefused(
            @Nullable AccountId account,
            String method,
            String error,
            List<String> records,
            long count,
            Instant first,
            Instant last)
            implements RefusalEvent {
        /** How many records are named at most. */
        public static final int SHOWN_RECORDS = 10;

        /** Characters of a record that are kept. */
        public static final int LONGEST_RECORD = 80;

        public CallsRefused {
            records =
                    records.stream()
                            .limit(SHOWN_RECORDS)
                            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_RECORD)))
                            .toList();
        }
    }

    /**
     * Sign-ins that failed.
     *
     * @param user whose address was given; null when nobody here has it, since people type other
     *     things there by mistake
     * @param secret what was tried
     */
    record SignInsFailed(
            @Nullable String user, Secret secret, long count, Instant first, Instant last)
            implements RefusalEvent {}

    /** The kind of secret that somebody tried. */
    enum Secret {
        PASSWORD,
        APP_PASSWORD,
        ADMIN_TOKEN,
        /** A header that says nothing, or several of the others, counted together. */
        OTHER
    }
}
