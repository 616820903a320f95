package io.daybook.vacation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is answered, and when (RFC 8621 section 8).
 *
 * @param fromDate null for at once
 * @param toDate null for ever
 */
public record VacationSetting(
        boolean isEnabled,
        @Nullable Instant fromDate,
        @Nullable Instant toDate,
        @Nullable String subject,
        @Nullable String textBody,
        @Nullable String htmlBody) {
    /** As it is until somebody sets it. */
    public static final VacationSetting OFF =
            new VacationSetting(false, null, null, null, null, null);
}
