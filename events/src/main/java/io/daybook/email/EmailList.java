package io.daybook.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides the results of a query (RFC 8621 section 4.4).
 *
 * @param filter null matches all
 * @param collapseThreads whether only the first email of each thread stays
 */
public record EmailList(
        @Nullable EmailFilter filter, List<EmailSort> sort, boolean collapseThreads) {
    public EmailList {
        sort = List.copyOf(sort);
    }
}
