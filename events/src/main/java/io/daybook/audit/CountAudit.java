package io.daybook.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks which values a column has, in their order, and how many entries have each.
 *
 * @param after the last value of the page before, or null
 * @param limit at least 1
 */
public record CountAudit(Column column, @Nullable String after, int limit) {
    public enum Column {
        ACTOR,
        OPERATION,
        SOURCE
    }

    /**
     * @param isLast whether there are no further values
     */
    public record Counts(List<Count> counts, boolean isLast) {
        public Counts {
            counts = List.copyOf(counts);
        }
    }

    public record Count(String value, long entries) {}
}
