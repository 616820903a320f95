package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of the results a /query wants (RFC 8620 section 5.5).
 *
 * @param anchor wins over the position
 * @param limit what the client asked for, null for no limit
 */
public record Paging(
        long position,
        @Nullable String anchor,
        long anchorOffset,
        @Nullable Long limit,
        boolean calculateTotal) {
    /** The most ids in one answer. */
    public static final int MAX_LIMIT = 10_000;

    public static Paging read(Arguments arguments) {
        return new Paging(
                arguments.integer("position", 0),
                arguments.text("anchor"),
                arguments.integer("anchorOffset", 0),
                arguments.unsignedOrNull("limit"),
                arguments.bool("calculateTotal", false));
    }

    /** The most ids that the answer may have. */
    public int effectiveLimit() {
        return limit == null ? MAX_LIMIT : (int) Math.min(limit, MAX_LIMIT);
    }

    public static MethodException anchorNotFound() {
        return new MethodException(MethodError.of("anchorNotFound"));
    }

    /** The part of all results, ids of a type, that is wanted. */
    public <T> Page<T> of(List<T> results, Call call) {
        int total = results.size();
        String id = anchor(call);
        long start = anchor == null ? fromPosition(total) : fromAnchor(results, id);
        int from = (int) Math.min(start, total);
        int to = Math.min(total - from, effectiveLimit()) + from;
        return new Page<>(results.subList(from, to), start, total);
    }

    private long fromPosition(int total) {
        // RFC 8620 section 5.5: a negative position counts from the end and is clamped to 0.
        return position >= 0 ? position : Math.max(0, position + total);
    }

    /** The id of the anchor; null when there is none, or it was never created. */
    public @Nullable String anchor(Call call) {
        return anchor == null ? null : CreationIds.resolve(call, anchor);
    }

    private long fromAnchor(List<?> results, @Nullable String wanted) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).toString().equals(wanted)) {
                return Math.max(0, i + anchorOffset);
            }
        }
        throw anchorNotFound();
    }

    /**
     * @param position of the first item within all results, which are {@code total}
     */
    public record Page<T>(List<T> items, long position, int total) {}

    /**
     * The answer of a /query.
     *
     * @param total null unless it was asked for
     */
    public ObjectNode answer(
            AccountId account, State state, List<?> ids, long start, @Nullable Integer total) {
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.put("queryState", state.toString());
        answer.put("canCalculateChanges", false);
        answer.set("position", Json.number(start));
        answer.set("ids", Json.texts(ids));
        if (calculateTotal && total != null) {
            answer.put("total", total.intValue());
        }
        // RFC 8620 section 5.5: no limit, or a greater one, is clamped, and the new one returned.
        if (limit == null || limit > MAX_LIMIT) {
            answer.put("limit", MAX_LIMIT);
        }
        return answer;
    }
}
