package io.daybook.history.query;

import io.daybook.history.HistoryId;
import io.daybook.history.QueryHistory;
import io.daybook.history.QueryHistory.Anchor;
import io.daybook.history.QueryHistory.AnchorNotFound;
import io.daybook.history.QueryHistory.Behind;
import io.daybook.history.QueryHistory.Found;
import io.daybook.history.QueryHistory.Position;
import io.daybook.history.projection.HistoryReads.Log;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds the events of one query. What touched an object, and when, is known as a set; who did it
 * and in what request is looked up event by event, no further than the answer needs.
 */
final class HistorySearch {
    private static final int CHUNK = 1_000;

    private final QueryHistory query;
    private final Log log;
    private final Conditions conditions;
    private final RoaringBitmap candidates;

    HistorySearch(QueryHistory query, Log log) {
        this.query = query;
        this.log = log;
        this.conditions = new Conditions(log);
        this.candidates = conditions.candidates(query.filter());
    }

    QueryHistory.Answer answer() {
        boolean all = needsAll();
        RoaringBitmap matches = matches(all ? Integer.MAX_VALUE : enough());
        int count = matches.getCardinality();
        long first = first(matches, count);
        if (first < 0) {
            return new AnchorNotFound();
        }
        var ids = new ArrayList<HistoryId>();
        for (long at = first; at < count && ids.size() < query.limit(); at++) {
            int rank = (int) (query.isAscending() ? at : count - 1 - at);
            ids.add(new HistoryId(matches.select(rank)));
        }
        return new Found(
                log.state(log.head()),
                ids,
                first,
                query.calculateTotal() ? count : null,
                first + ids.size() < count);
    }

    /** The index of the first event of the answer; negative when the anchor is not in the list. */
    private long first(RoaringBitmap matches, int count) {
        return switch (query.start()) {
            case Position(var index) -> index >= 0 ? index : Math.max(0, index + count);
            case Anchor(var event, var offset) -> {
                int seq = (int) Math.min(event.seq(), Integer.MAX_VALUE);
                yield matches.contains(seq) ? Math.max(0, index(matches, seq) + offset) : -1;
            }
            case Behind(var event) -> {
                int seq = (int) Math.min(event.seq(), Integer.MAX_VALUE);
                yield query.isAscending()
                        ? matches.rank(seq)
                        : count - matches.rank(seq) + (matches.contains(seq) ? 1 : 0);
            }
        };
    }

    private long index(RoaringBitmap matches, int seq) {
        long rank = matches.rank(seq) - 1;
        return query.isAscending() ? rank : matches.getCardinality() - 1 - rank;
    }

    private boolean needsAll() {
        return query.calculateTotal()
                || !(query.start() instanceof Position(var index) && index >= 0);
    }

    /** One more tells whether any follow. */
    private long enough() {
        long start = query.start() instanceof Position(var index) ? index : 0;
        return start + query.limit() + 1;
    }

    /** Those that match, or, in the order asked for, the first {@code enough} of them. */
    private RoaringBitmap matches(long enough) {
        if (conditions.isExact(query.filter())) {
            return candidates;
        }
        var matches = new RoaringBitmap();
        var order =
                query.isAscending()
                        ? candidates.getIntIterator()
                        : candidates.getReverseIntIterator();
        var chunk = new ArrayList<Long>();
        while (order.hasNext() && matches.getCardinality() < enough) {
            chunk.add((long) order.next());
            if (chunk.size() == CHUNK || !order.hasNext()) {
                add(chunk, matches);
                chunk.clear();
            }
        }
        return matches;
    }

    private void add(List<Long> chunk, RoaringBitmap matches) {
        long one = chunk.getFirst();
        long other = chunk.getLast();
        boolean isDense = Math.abs(other - one) < 2L * chunk.size();
        var rows =
                isDense ? log.range(Math.min(one, other), Math.max(one, other)) : log.rows(chunk);
        for (var row : rows) {
            int seq = Math.toIntExact(row.seq());
            if (candidates.contains(seq) && conditions.test(query.filter(), row)) {
                matches.add(seq);
            }
        }
    }
}
