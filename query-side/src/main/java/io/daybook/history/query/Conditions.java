package io.daybook.history.query;

import io.daybook.core.RequestTime;
import io.daybook.history.HistoryFilter;
import io.daybook.history.HistoryFilter.After;
import io.daybook.history.HistoryFilter.And;
import io.daybook.history.HistoryFilter.Before;
import io.daybook.history.HistoryFilter.ByActor;
import io.daybook.history.HistoryFilter.FromSource;
import io.daybook.history.HistoryFilter.InRequest;
import io.daybook.history.HistoryFilter.Not;
import io.daybook.history.HistoryFilter.Operation;
import io.daybook.history.HistoryFilter.Or;
import io.daybook.history.HistoryFilter.Touched;
import io.daybook.history.projection.HistoryReads.Log;
import io.daybook.history.projection.HistoryRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What the conditions of a filter say of the events of one history. */
final class Conditions {
    private final Log log;
    private final Map<HistoryFilter, RoaringBitmap> known = new HashMap<>();

    Conditions(Log log) {
        this.log = log;
    }

    /** Whether {@link #candidates} are exactly the matches. */
    boolean isExact(HistoryFilter filter) {
        return switch (filter) {
            case Touched _, After _, Before _ -> true;
            case ByActor _, FromSource _, InRequest _, Operation _ -> false;
            case And(var filters) -> filters.stream().allMatch(this::isExact);
            case Or(var filters) -> filters.stream().allMatch(this::isExact);
            case Not(var filters) -> filters.stream().allMatch(this::isExact);
        };
    }

    /** All events that match, and maybe more; not to be changed. */
    RoaringBitmap candidates(HistoryFilter filter) {
        return switch (filter) {
            case Touched _, After _, Before _ -> set(filter);
            case InRequest(var request) -> from(RequestTime.earliest(request));
            case ByActor _, FromSource _, Operation _ -> all();
            case And(var filters) -> {
                var both = all();
                filters.forEach(one -> both.and(candidates(one)));
                yield both;
            }
            case Or(var filters) -> {
                var either = new RoaringBitmap();
                filters.forEach(one -> either.or(candidates(one)));
                yield either;
            }
            case Not(var filters) -> {
                var others = all();
                filters.stream()
                        .filter(this::isExact)
                        .forEach(one -> others.andNot(candidates(one)));
                yield others;
            }
        };
    }

    boolean test(HistoryFilter filter, HistoryRow row) {
        return switch (filter) {
            case Touched _, After _, Before _ -> set(filter).contains(Math.toIntExact(row.seq()));
            case ByActor(var actor) -> row.cause().actor().equals(actor);
            case FromSource(var source) -> row.cause().source().equals(source);
            case InRequest(var request) -> row.cause().requestId().equals(request);
            case Operation(var operation) -> row.operation().equals(operation);
            case And(var filters) -> filters.stream().allMatch(one -> test(one, row));
            case Or(var filters) -> filters.stream().anyMatch(one -> test(one, row));
            case Not(var filters) -> filters.stream().noneMatch(one -> test(one, row));
        };
    }

    private RoaringBitmap set(HistoryFilter filter) {
        var set = known.get(filter);
        if (set == null) {
            set = read(filter);
            known.put(filter, set);
        }
        return set;
    }

    private RoaringBitmap read(HistoryFilter filter) {
        return switch (filter) {
            case Touched(var type, var object) -> log.touching(type, object);
            case After(var time) -> range(log.firstFrom(time), log.head() + 1);
            case Before(var time) -> range(0, log.firstFrom(time));
            case ByActor _, FromSource _, InRequest _, Operation _, And _, Or _, Not _ ->
                    throw new IllegalArgumentException("no set is known of " + filter);
        };
    }

    private RoaringBitmap from(@Nullable Instant earliest) {
        return earliest == null ? all() : range(log.firstFrom(earliest), log.head() + 1);
    }

    private RoaringBitmap all() {
        return range(0, log.head() + 1);
    }

    private static RoaringBitmap range(long from, long to) {
        return RoaringBitmap.bitmapOfRange(from, to);
    }
}
