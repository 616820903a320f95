package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the ids of the emails that match, sorted (RFC 8621 section 4.4).
 *
 * @param filter null matches all
 * @param position may be negative: counted from the end (RFC 8620 section 5.5)
 * @param anchor wins over the position
 * @param limit the most ids in the answer, at least 0
 */
public record QueryEmails(
        AccountId account,
        @Nullable EmailFilter filter,
        List<EmailSort> sort,
        boolean collapseThreads,
        long position,
        @Nullable EmailId anchor,
        long anchorOffset,
        int limit,
        boolean calculateTotal) {
    public QueryEmails {
        sort = List.copyOf(sort);
    }

    public sealed interface Answer {}

    /**
     * @param total null unless asked for
     */
    public record QueryResult(
            State queryState, List<EmailId> ids, long position, @Nullable Integer total)
            implements Answer {}

    public record AnchorNotFound() implements Answer {}

    /** The text index is behind and could not catch up within its bound. */
    public record IndexUnavailable() implements Answer {}
}
