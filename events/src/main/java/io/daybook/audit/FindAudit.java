package io.daybook.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for entries, newest first. With an account, it has what the streams of the account, of its
 * owner and of the administration had when the query began; else it may lack the last seconds.
 *
 * @param after the last entry of the page before, or null
 * @param limit at least 1
 */
public record FindAudit(AuditFilter filter, @Nullable AuditPlace after, int limit) {
    /**
     * @param next what the next page is to begin after, null when there is none
     */
    public record Page(List<AuditEntry> entries, @Nullable AuditPlace next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
