package io.daybook.history;

import io.daybook.core.Cause;
import io.daybook.core.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is read.
 *
 * @param before what the account was before it, null for the first event of all
 * @param after what the account was after it
 * @param operation what happened, such as {@code keywordsChanged}
 * @param objectCount how many objects it changed
 * @param objects what it changed of the first of them
 */
public record HistoryView(
        HistoryId id,
        @Nullable State before,
        State after,
        Instant at,
        String operation,
        Cause cause,
        int objectCount,
        List<Change> objects) {
    public HistoryView {
        objects = List.copyOf(objects);
    }

    /**
     * What an event changed of an object: properties by name, or a part of one by its path, as a
     * PatchObject spells it (RFC 8620 section 5.3). Values are texts, numbers, Booleans, lists and
     * maps of those, and null.
     *
     * @param before null when there was no such object; empty when it is not kept what it was
     * @param after null when there is no such object any more
     */
    public record Change(
            String type,
            String id,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {}
}
