package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
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
 * @param hasTokens whether the request uses {@link Capability#PAGE_TOKEN}
 * @param pageToken the nextPageToken of the page before, instead of position and anchor
 */
public record Paging(
        long position,
        @Nullable String anchor,
        long anchorOffset,
        @Nullable Long limit,
        boolean calculateTotal,
        boolean hasTokens,
        @Nullable String pageToken) {
    /** The most ids in one answer. */
    public static final int MAX_LIMIT = 10_000;

    public static Paging read(Arguments arguments, Call call) {
        boolean hasTokens = call.using().contains(Capability.PAGE_TOKEN);
        var paging =
                new Paging(
                        arguments.integer("position", 0),
                        arguments.text("anchor"),
                        arguments.integer("anchorOffset", 0),
                        arguments.unsignedOrNull("limit"),
                        arguments.bool("calculateTotal", false),
                        hasTokens,
                        hasTokens ? arguments.text("pageToken") : null);
        if (paging.pageToken != null
                && (paging.anchor != null || arguments.nullable("position") != null)) {
            throw Arguments.invalid("pageToken with position or anchor");
        }
        return paging;
    }

    /** The most ids that the answer may have. */
    public int effectiveLimit() {
        return limit == null ? MAX_LIMIT : (int) Math.min(limit, MAX_LIMIT);
    }

    public static MethodException anchorNotFound() {
        return new MethodException(MethodError.of("anchorNotFound"));
    }

    /** A text that no server of ours gave as a nextPageToken. */
    public static MethodException noPageToken() {
        return Arguments.invalid("not a pageToken of this query");
    }

    /** The id of the anchor; null when there is none, or it was never created. */
    public @Nullable String anchor(Call call) {
        return anchor == null ? null : CreationIds.resolve(call, anchor);
    }

    /** The part of all results, ids of a type, that is wanted. */
    public Page of(List<String> results, Call call) {
        int total = results.size();
        String id = anchor(call);
        long start;
        if (pageToken != null) {
            start = ListToken.parse(pageToken).start(results);
        } else {
            start = anchor == null ? fromPosition(total) : fromAnchor(results, id);
        }
        int from = (int) Math.min(start, total);
        int to = Math.min(total - from, effectiveLimit()) + from;
        return new Page(
                results.subList(from, to),
                start,
                total,
                to < total ? ListToken.after(results, to).toString() : null);
    }

    private long fromPosition(int total) {
        // RFC 8620 section 5.5: a negative position counts from the end and is clamped to 0.
        return position >= 0 ? position : Math.max(0, position + total);
    }

    private long fromAnchor(List<String> results, @Nullable String wanted) {
        int index = wanted == null ? -1 : results.indexOf(wanted);
        if (index < 0) {
            throw anchorNotFound();
        }
        return Math.max(0, index + anchorOffset);
    }

    /**
     * @param position of the first item within all results, which are {@code total}
     * @param nextPageToken null when nothing follows
     */
    public record Page(
            List<String> items, long position, int total, @Nullable String nextPageToken) {}

    /** The answer of a /query. */
    ObjectNode answer(AccountId account, Queries.Results results) {
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.put("queryState", results.queryState());
        answer.put("canCalculateChanges", results.canCalculateChanges());
        answer.set("position", Json.number(results.position()));
        answer.set("ids", Json.texts(results.ids()));
        if (calculateTotal && results.total() != null) {
            answer.put("total", results.total().intValue());
        }
        // RFC 8620 section 5.5: no limit, or a greater one, is clamped, and the new one returned.
        if (limit == null || limit > MAX_LIMIT) {
            answer.put("limit", MAX_LIMIT);
        }
        if (hasTokens) {
            answer.set("nextPageToken", Json.text(results.nextPageToken()));
        }
        if (results.undecided() > 0) {
            answer.put("undecided", results.undecided());
        }
        return answer;
    }
}
