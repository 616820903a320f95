package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What /query and /queryChanges of a type ask (RFC 8620 sections 5.5 and 5.6). Ids are the items'
 * {@code toString}.
 *
 * @param <Q> a filter, a sort and whatever else decides the results of a query
 */
public interface Queries<Q> {
    /** Reads the arguments that decide the results: filter, sort and those of the type's own. */
    Q read(Arguments arguments, Call call);

    /**
     * @throws MethodException anchorNotFound, or another error of the type
     */
    Results find(AccountId account, Q query, Paging paging, Call call);

    /**
     * @throws MethodException cannotCalculateChanges, tooManyChanges, or another error of the type
     */
    Changes changes(AccountId account, Q query, Since since, Call call);

    /**
     * @param position the index of the first id within all results
     * @param total null unless asked for
     * @param nextPageToken where the results go on after these; null when they do not, or the type
     *     has no tokens
     * @param undecided how many items of the past are left out though they may belong to the
     *     results
     */
    record Results(
            String queryState,
            boolean canCalculateChanges,
            List<?> ids,
            long position,
            @Nullable Integer total,
            @Nullable String nextPageToken,
            int undecided) {
        /** Results of which nothing is left out. */
        public Results(
                String queryState,
                boolean canCalculateChanges,
                List<?> ids,
                long position,
                @Nullable Integer total,
                @Nullable String nextPageToken) {
            this(queryState, canCalculateChanges, ids, position, total, nextPageToken, 0);
        }
    }

    /**
     * What a client has of the results.
     *
     * @param maxChanges a client's own limit; more are tooManyChanges
     * @param upToId the last id that it knows of them, not checked to be one
     */
    record Since(
            String queryState,
            @Nullable Long maxChanges,
            @Nullable String upToId,
            boolean calculateTotal) {}

    /**
     * @param added by ascending index
     * @param total null unless asked for
     */
    record Changes(
            String queryState, List<?> removed, List<Added> added, @Nullable Integer total) {}

    /** An id and its index in the results as they are now. */
    record Added(Object id, int index) {}

    static MethodException cannotCalculateChanges() {
        return StandardChanges.cannotCalculate();
    }

    static MethodException tooManyChanges() {
        return new MethodException(MethodError.of("tooManyChanges"));
    }
}
