package io.daybook.core.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears of what calls were refused. It must be quick, and throw nothing. */
@FunctionalInterface
public interface RefusalWatch {
    void refused(Cause cause, Refused what);

    /**
     * What one call was refused for one reason.
     *
     * @param account null when the caller sees none of that name
     * @param method whose rule it was
     * @param error its type
     * @param records the first of them, such as {@code update:e5}; none when the whole call failed
     * @param count of records, 1 for a call
     */
    record Refused(
            @Nullable AccountId account,
            String method,
            String error,
            List<String> records,
            long count) {}
}
